#include "app/document/gloss-analyzer.h"

#include "app/document/gloss-article-passages.h"

static gboolean
is_cancelled (gpointer user_data)
{
  return g_cancellable_is_cancelled (user_data);
}

/**
 * gloss_analyzer_run:
 * @engine: what to analyse with
 * @article: what to analyse
 * @cancellable: (nullable): to stop it
 * @error: return location; only ever %G_IO_ERROR_CANCELLED
 *
 * Analyses an article in the calling thread.
 *
 * Returns: (transfer full): what was found, or %NULL with @error set
 */
GlossAnalysis *
gloss_analyzer_run (const GlossEngine *engine,
                    const GlossArticle *article,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (GArray) passages = gloss_article_dup_passages (article);
  GlossAnalysisTask task = {
    .text = article->text,
    .n_bytes = article->n_bytes,
    .passages = (const GlossPassage *) (gpointer) passages->data,
    .n_passages = passages->len,
    .title = article->title,
    .language = article->language,
    .is_cancelled = is_cancelled,
    .user_data = cancellable,
  };
  GlossAnalysis *analysis = gloss_engine_analyze (engine, &task);

  if (analysis == NULL && !g_cancellable_set_error_if_cancelled (cancellable, error))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the analysis was stopped");

  return analysis;
}

typedef struct
{
  GlossEngine *engine;
  GlossArticle *article;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  gloss_engine_unref (job->engine);
  gloss_article_unref (job->article);
  g_free (job);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  GlossAnalysis *analysis = gloss_analyzer_run (job->engine, job->article, cancellable, &error);

  if (analysis != NULL)
    g_task_return_pointer (task, analysis, (GDestroyNotify) gloss_analysis_unref);
  else
    g_task_return_error (task, error);
}

/**
 * gloss_analyzer_run_async:
 *
 * The same as gloss_analyzer_run() in a thread of its own.
 */
void
gloss_analyzer_run_async (GlossEngine *engine,
                          GlossArticle *article,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->engine = gloss_engine_ref (engine);
  job->article = gloss_article_ref (article);
  g_task_set_source_tag (task, gloss_analyzer_run_async);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, run_in_thread);
}

GlossAnalysis *
gloss_analyzer_run_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
