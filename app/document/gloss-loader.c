#include "app/document/gloss-loader.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/document/gloss-article-passages.h"
#include "app/extract/gloss-plain-text.h"
#include "app/extract/gloss-web-page.h"
#include "app/fetch/gloss-encoding.h"
#include "app/fetch/gloss-fetch-error.h"
#include "app/fetch/gloss-mhtml.h"
#include "app/fetch/gloss-sniffer.h"
#include "app/fetch/gloss-source.h"
#include "app/formats/gloss-json-reader.h"

GQuark
gloss_load_error_quark (void)
{
  return g_quark_from_static_string ("gloss-load-error-quark");
}

/* What a worker thread gets. */
typedef struct
{
  GlossLoadFlags flags;
  GlossInputKind kind;
  GlossSource *source; /* (nullable): not read yet */
} Load;

static void
load_free (Load *load)
{
  g_clear_pointer (&load->source, gloss_source_free);
  g_free (load);
}

static void
set_unsupported (GError **error, const char *message)
{
  g_set_error_literal (error, GLOSS_LOAD_ERROR, GLOSS_LOAD_ERROR_UNSUPPORTED, message);
}

/* Whether @content is something to read; sets what to say otherwise. */
static gboolean
check_content (GlossContent content, GError **error)
{
  switch (content)
    {
    case GLOSS_CONTENT_TEXT:
    case GLOSS_CONTENT_MARKDOWN:
    case GLOSS_CONTENT_HTML:
    case GLOSS_CONTENT_MHTML:
    case GLOSS_CONTENT_NOTES:
      return TRUE;
    case GLOSS_CONTENT_EMPTY:
      g_set_error_literal (error, GLOSS_LOAD_ERROR, GLOSS_LOAD_ERROR_EMPTY,
                           _ ("there are no words in it; choose something else"));
      break;
    case GLOSS_CONTENT_JSON:
      set_unsupported (error, _ ("this is JSON, but no notes of Gloss; choose a notes file"));
      break;
    case GLOSS_CONTENT_FEED:
      set_unsupported (error, _ ("this is a list of articles (a feed); open one of them instead"));
      break;
    case GLOSS_CONTENT_PDF:
      set_unsupported (error, _ ("this is a PDF; open the article's web page instead"));
      break;
    case GLOSS_CONTENT_IMAGE:
      set_unsupported (error, _ ("this is an image; open the page that shows it instead"));
      break;
    case GLOSS_CONTENT_MEDIA:
      set_unsupported (error, _ ("this is sound or film; open a page with words instead"));
      break;
    case GLOSS_CONTENT_ARCHIVE:
      set_unsupported (error, _ ("this is an archive; unpack it and open a file that was in it"));
      break;
    case GLOSS_CONTENT_DOCUMENT:
      set_unsupported (
        error,
        _ ("this is an office document or an e-book; save it as text or HTML and open that"));
      break;
    case GLOSS_CONTENT_BINARY:
      set_unsupported (error, _ ("this is no text; choose a web page or a text file"));
      break;
    }

  return FALSE;
}

static GlossArticle *
read_page (const Load *load, const char *bytes, gsize n_bytes, const char *charset, const char *uri)
{
  gsize n = 0;
  g_autofree char *text = gloss_encoding_decode (bytes, n_bytes, charset, TRUE, &n);
  /* What somebody selected is all wanted. */
  gboolean is_whole = (load->flags & GLOSS_LOAD_WHOLE_PAGE) != 0 || load->kind == GLOSS_INPUT_TEXT;

  return gloss_web_page_read (text, n, uri, is_whole);
}

static GlossArticle *
read_archive (const Load *load, const char *bytes, gsize n_bytes, GError **error)
{
  g_autoptr (GlossMhtml) archive = gloss_mhtml_read (bytes, n_bytes);
  GlossArticle *article;
  gsize n = 0;
  const char *page;

  if (archive == NULL)
    {
      set_unsupported (error, _ ("there is no page in this web archive; save the page again"));
      return NULL;
    }
  page = g_bytes_get_data (archive->bytes, &n);
  article = read_page (load, page != NULL ? page : "", n, archive->charset, archive->uri);

  return article;
}

static GlossArticle *
read_text (const Load *load, const char *bytes, gsize n_bytes, gboolean is_markdown)
{
  gsize n = 0;
  g_autofree char *text = gloss_encoding_decode (bytes, n_bytes, load->source->charset, FALSE, &n);

  return is_markdown ? gloss_plain_text_read_markdown (text, n) : gloss_plain_text_read (text, n);
}

static GlossOriginal *
create_original (const GlossSource *source)
{
  GlossOriginal *original = gloss_original_new (source->bytes);

  original->uri = g_strdup (source->uri);
  original->media_type = g_strdup (source->media_type);
  original->charset = g_strdup (source->charset);
  if (source->validators != NULL)
    {
      original->etag = g_strdup (source->validators->etag);
      original->last_modified = g_strdup (source->validators->last_modified);
    }

  return original;
}

/* (transfer full) (nullable) */
static GlossRecord *
record_for_article (const Load *load, GlossArticle *article, GError **error) /* (transfer full) */
{
  g_autoptr (GlossArticle) owned = article;
  GlossRecord *record;

  if (strspn (article->text, " \t\r\n") == article->n_bytes)
    {
      g_set_error_literal (error, GLOSS_LOAD_ERROR, GLOSS_LOAD_ERROR_EMPTY,
                           _ ("there are no words on this page; open it in a browser, save it, and "
                              "open the saved file"));
      return NULL;
    }
  article->uri = g_strdup (load->source->uri);
  if (load->kind == GLOSS_INPUT_WEB)
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

      article->retrieved = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
    }
  gloss_article_mark_asides (article);
  record = gloss_record_new (article);
  record->original = create_original (load->source);

  return record;
}

static GlossRecord *
read_notes (const Load *load, GError **error)
{
  g_autoptr (GError) cause = NULL;
  gsize n = 0;
  const char *bytes = g_bytes_get_data (load->source->bytes, &n);
  GlossRecord *record = gloss_json_read_record (bytes, n, &cause);

  if (record == NULL)
    g_set_error (error, GLOSS_LOAD_ERROR, GLOSS_LOAD_ERROR_BROKEN, "%s", cause->message);

  return record;
}

static GlossRecord *
read_source (const Load *load, GError **error)
{
  gsize n = 0;
  const char *data = g_bytes_get_data (load->source->bytes, &n);
  const char *bytes = data != NULL ? data : "";
  GlossContent content =
    gloss_sniffer_sniff (bytes, n, load->source->media_type, load->source->uri);
  GlossArticle *article = NULL;

  if (!check_content (content, error))
    return NULL;
  if (content == GLOSS_CONTENT_NOTES)
    return read_notes (load, error);

  if (content == GLOSS_CONTENT_HTML)
    article = read_page (load, bytes, n, load->source->charset, load->source->uri);
  else if (content == GLOSS_CONTENT_MHTML)
    article = read_archive (load, bytes, n, error);
  else
    article = read_text (load, bytes, n, content == GLOSS_CONTENT_MARKDOWN);

  return article != NULL ? record_for_article (load, article, error) : NULL;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GlossRecord *record;

  if (g_task_return_error_if_cancelled (task))
    return;
  record = read_source (task_data, &error);
  if (record == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, record, (GDestroyNotify) gloss_record_unref);
}

static void
source_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Load *load = g_task_get_task_data (task);

  load->source = gloss_source_read_finish (result, &error);
  if (load->source != NULL)
    g_task_run_in_thread (task, read_in_thread);
  else if (g_error_matches (error, GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_TOO_LARGE))
    g_task_return_new_error (task, GLOSS_LOAD_ERROR, GLOSS_LOAD_ERROR_TOO_LARGE, "%s",
                             error->message);
  else if (g_error_matches (error, GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_UNCHANGED))
    g_task_return_new_error (task, GLOSS_LOAD_ERROR, GLOSS_LOAD_ERROR_UNCHANGED, "%s",
                             error->message);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * gloss_loader_load_async:
 * @input: what to open
 * @flags: how
 * @known: (nullable): which version of a web page one has; where there is no newer one, loading
 *   ends with %GLOSS_LOAD_ERROR_UNCHANGED
 * @progress: (nullable) (scope async): told while bytes come, in the caller's main context
 * @progress_data: for @progress
 * @cancellable: (nullable): ends the load, and the task with %G_IO_ERROR_CANCELLED
 * @callback: (scope async): called in the caller's main context
 * @user_data: for @callback
 *
 * Gets the bytes of @input and, in a worker thread, makes an article of them.
 */
void
gloss_loader_load_async (GlossInput *input,
                         GlossLoadFlags flags,
                         const GlossValidators *known,
                         GlossLoadProgress progress,
                         gpointer progress_data,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (input, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);

  load->flags = flags;
  load->kind = gloss_input_get_kind (input);
  g_task_set_source_tag (task, gloss_loader_load_async);
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);
  gloss_source_read_async (input, known, progress, progress_data, cancellable, source_read_cb,
                           g_steal_pointer (&task));
}

/**
 * gloss_loader_load_finish:
 *
 * Returns: (transfer full): the article, or all that a notes file holds; %NULL with @error set to
 *   a #GlossLoadError, a #GlossFetchError or %G_IO_ERROR_CANCELLED
 */
GlossRecord *
gloss_loader_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, gloss_loader_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
