#include "app/document/gloss-analyzer.h"

#include "app/analysis/gloss-text.h"

static GlossPassageKind
get_passage_kind (const GlossBlock *block)
{
  if (block->aside)
    return GLOSS_PASSAGE_ASIDE;
  switch (block->kind)
    {
    case GLOSS_BLOCK_HEADING:
      return GLOSS_PASSAGE_HEADING;
    case GLOSS_BLOCK_PARAGRAPH:
      return GLOSS_PASSAGE_PARAGRAPH;
    case GLOSS_BLOCK_LIST_ITEM:
      return GLOSS_PASSAGE_LIST_ITEM;
    case GLOSS_BLOCK_BLOCKQUOTE:
      return GLOSS_PASSAGE_QUOTATION;
    case GLOSS_BLOCK_PREFORMATTED:
      return GLOSS_PASSAGE_CODE;
    case GLOSS_BLOCK_TABLE:
      return GLOSS_PASSAGE_TABLE;
    case GLOSS_BLOCK_IMAGE:
    case GLOSS_BLOCK_RULE:
      return GLOSS_PASSAGE_CAPTION;
    }

  g_return_val_if_reached (GLOSS_PASSAGE_PARAGRAPH);
}

/* Each block with words in it is a passage. */
static GArray *
collect_passages (const GlossArticle *article)
{
  g_autoptr (GlossText) text = gloss_text_new (article->text, article->n_bytes);
  GArray *passages = g_array_new (FALSE, FALSE, sizeof (GlossPassage));

  for (guint i = 0; i < article->blocks->len; i++)
    {
      const GlossBlock *block = article->blocks->pdata[i];
      GlossPassage passage = { gloss_text_to_byte_span (text, block->span),
                               get_passage_kind (block) };

      if (passage.span.end > passage.span.start)
        g_array_append_val (passages, passage);
    }

  return passages;
}

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
  g_autoptr (GArray) passages = collect_passages (article);
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
