#include "app/library/gloss-database.h"

#include "app/library/gloss-statement.h"

/* Above this the fastest compression, which takes a fifth of the time. */
#define LARGE_BYTES (4 * 1024 * 1024)

static GBytes *
convert (GConverter *converter, const void *data, gsize n_bytes, GError **error)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, converter);

  if (!g_output_stream_write_all (stream, data, n_bytes, NULL, NULL, error) ||
      !g_output_stream_close (stream, NULL, error))
    return NULL;

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static GBytes *
compress (GBytes *bytes, GError **error)
{
  gsize n_bytes;
  const void *data = g_bytes_get_data (bytes, &n_bytes);
  g_autoptr (GZlibCompressor) compressor =
    g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, n_bytes > LARGE_BYTES ? 1 : -1);

  return convert (G_CONVERTER (compressor), data, n_bytes, error);
}

static GBytes *
decompress (sqlite3_stmt *row, int column, GError **error)
{
  g_autoptr (GZlibDecompressor) decompressor =
    g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);

  return convert (G_CONVERTER (decompressor), sqlite3_column_blob (row, column),
                  sqlite3_column_bytes (row, column), error);
}

/* Whether the same bytes are kept already. */
static gboolean
has_bytes (sqlite3 *db, gint64 article, const char *sha256, gboolean *has, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = gloss_statement_prepare (
    db, error, "SELECT 1 FROM originals WHERE article = ? AND sha256 = ?", "is", article, sha256);

  return statement != NULL && gloss_statement_step (statement, has, error);
}

static gboolean
put_bytes (sqlite3 *db, gint64 article, GBytes *bytes, GError **error)
{
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autoptr (GBytes) compressed = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean has;

  if (!has_bytes (db, article, sha256, &has, error))
    return FALSE;
  if (has)
    return TRUE;
  compressed = compress (bytes, error);
  if (compressed == NULL)
    return FALSE;
  statement =
    gloss_statement_prepare (db, error,
                             "INSERT INTO originals (article, sha256, bytes) VALUES (?1, ?2, ?3)"
                             " ON CONFLICT (article) DO UPDATE SET sha256 = ?2, bytes = ?3",
                             "is", article, sha256);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_blob64 (statement, 3, g_bytes_get_data (compressed, NULL),
                       g_bytes_get_size (compressed), SQLITE_STATIC);

  return gloss_statement_step (statement, NULL, error);
}

/**
 * gloss_database_put_original:
 * @db: the library, within a transaction
 * @article: an article's row
 * @original: what it was read from; without bytes those that are there stay
 * @error: return location
 *
 * Returns: whether it went well
 */
gboolean
gloss_database_put_original (sqlite3 *db,
                             gint64 article,
                             const GlossOriginal *original,
                             GError **error)
{
  return (original->bytes == NULL || put_bytes (db, article, original->bytes, error)) &&
         gloss_statement_run (
           db, error,
           "INSERT INTO originals (article, uri, media_type, charset, etag, last_modified)"
           " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
           " ON CONFLICT (article) DO UPDATE SET uri = ?2, media_type = ?3, charset = ?4,"
           "  etag = ?5, last_modified = ?6",
           "isssss", article, original->uri, original->media_type, original->charset,
           original->etag, original->last_modified);
}

/**
 * gloss_database_get_original:
 * @db: the library
 * @key: which article
 * @with_bytes: whether the bytes are wanted, too
 * @error: return location for a #GlossLibraryError
 *
 * Returns: (transfer full) (nullable): what the article was read from; %NULL with or without
 *   @error set
 */
GlossOriginal *
gloss_database_get_original (sqlite3 *db, const char *key, gboolean with_bytes, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
    gloss_statement_prepare (db, error,
                             "SELECT originals.uri, media_type, charset, etag, last_modified,"
                             "  CASE WHEN ?2 THEN bytes END"
                             " FROM originals JOIN articles ON article = id WHERE key = ?1",
                             "si", key, (gint64) with_bytes);
  g_autoptr (GlossOriginal) original = NULL;
  gboolean has_row;

  if (statement == NULL || !gloss_statement_step (statement, &has_row, error) || !has_row)
    return NULL;
  original = gloss_original_new (NULL);
  original->uri = g_strdup (gloss_statement_get_string (statement, 0));
  original->media_type = g_strdup (gloss_statement_get_string (statement, 1));
  original->charset = g_strdup (gloss_statement_get_string (statement, 2));
  original->etag = g_strdup (gloss_statement_get_string (statement, 3));
  original->last_modified = g_strdup (gloss_statement_get_string (statement, 4));
  if (sqlite3_column_type (statement, 5) == SQLITE_NULL)
    return g_steal_pointer (&original);
  original->bytes = decompress (statement, 5, error);

  return original->bytes != NULL ? g_steal_pointer (&original) : NULL;
}

/**
 * gloss_database_set_validators:
 * @db: the library
 * @key: which article
 * @etag: (nullable): as the server gave it now
 * @last_modified: (nullable): as the server gave it now
 * @error: return location for a #GlossLibraryError
 *
 * Keeps what to ask the server with next time, where it said that nothing has changed.
 *
 * Returns: whether it is on disk
 */
gboolean
gloss_database_set_validators (sqlite3 *db,
                               const char *key,
                               const char *etag,
                               const char *last_modified,
                               GError **error)
{
  return gloss_statement_run (db, error,
                              "INSERT INTO originals (article, etag, last_modified)"
                              " SELECT id, ?2, ?3 FROM articles WHERE key = ?1"
                              " ON CONFLICT (article) DO UPDATE SET etag = ?2, last_modified = ?3",
                              "sss", key, etag, last_modified);
}
