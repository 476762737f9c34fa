#pragma once

#include "app/library/gloss-database.h"

G_BEGIN_DECLS

/* A library in a folder of its own, and calls that wait for their answers. */
typedef struct
{
  char *folder;
  char *path;
  GlossLibrary *library; /* (nullable): closed */
} LibraryFixture;

void library_set_up (LibraryFixture *fixture, gconstpointer data);
void library_tear_down (LibraryFixture *fixture, gconstpointer data);
void library_open (LibraryFixture *fixture);
void library_close (LibraryFixture *fixture);

void library_result_cb (GObject *source, GAsyncResult *result, gpointer user_data);
void library_wait_for (GAsyncResult **result);

GlossRecord *library_make_record (const char *uri, const char *title, const char *text);
gboolean library_put (LibraryFixture *fixture, GlossRecord *record, GError **error);
void
library_put_text (LibraryFixture *fixture, const char *uri, const char *title, const char *text);
void library_add_note (LibraryFixture *fixture, const char *key, const char *body, const char *tag);
gboolean library_write_step (LibraryFixture *fixture,
                             const char *key,
                             GlossStep *step,
                             GlossStepWay way,
                             gint64 *revision,
                             GError **error);
GlossKept *library_get (LibraryFixture *fixture, const char *key);
GListModel *library_search (LibraryFixture *fixture, const char *query);
void library_run_sql (const char *path, const char *sql);

G_END_DECLS
