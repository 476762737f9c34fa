#pragma once

#include "app/library/gloss-store.h"

G_BEGIN_DECLS

/* The library's thread, the only one that uses its store: does jobs in the order in which they
 * come, and looks after the file when nobody asks for anything. */
typedef struct _GlossLibraryWorker GlossLibraryWorker;

typedef struct _GlossJob GlossJob;

/* What the thread does for a task: answers it. */
typedef void (*GlossJobFunc) (GlossJob *job, sqlite3 *db, GTask *task);

/* What the thread does for a task that changes the article of the job. */
typedef gboolean (*GlossJobWrite) (GlossJob *job, sqlite3 *db, GError **error);

struct _GlossJob
{
  GlossJobFunc run;    /* (nullable) */
  GlossJobWrite write; /* (nullable) */
  GTask *task;         /* (nullable) */
  char *key;           /* (nullable); also a query */
  GlossRecord *record;
  GlossStep *step;
  GlossStepWay way;
  guint number;
  gint64 revision;
  GlossEntityType type;
  char *words[2];        /* (nullable) */
  GArray *ids;           /* (nullable) (element-type gint64) */
  GError *error;         /* (nullable) */
  GlossStore *store;     /* set when it is run */
  gint64 *data_version;  /* set when it is run: what others had written at the last look */
  gboolean is_about_one; /* reads only the article @key */
  gboolean changes_list; /* whether lists give something else when it is done */
};

/* What the thread has to tell; called where the worker was made, until it is stopped. */
typedef struct
{
  void (*message) (gpointer owner, const char *message, GlossLibraryRemedy remedy);
  void (*changed) (gpointer owner); /* lists and searches would give something else now */
} GlossLibraryNews;

GlossLibraryWorker *
gloss_library_worker_start (const char *path, const GlossLibraryNews *news, gpointer owner);
void gloss_library_worker_stop (GlossLibraryWorker *self);
void gloss_library_worker_push (GlossLibraryWorker *self, GlossJob *job);
void gloss_library_worker_push_care (GlossLibraryWorker *self, GlossJob *job);
gboolean gloss_library_worker_has_unsaved (GlossLibraryWorker *self);

void gloss_job_free (GlossJob *job);

G_END_DECLS
