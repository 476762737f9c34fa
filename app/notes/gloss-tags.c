#include "app/notes/gloss-tags.h"

#include <string.h>

#include "app/notes/gloss-note.h"

/* Tags as people write them: in one line, with commas between them. */

GlossTag *
gloss_tag_new (const char *name, guint n_notes)
{
  GlossTag *self = g_new (GlossTag, 1);

  self->name = g_strdup (name);
  self->n_notes = n_notes;

  return self;
}

void
gloss_tag_free (GlossTag *self)
{
  g_free (self->name);
  g_free (self);
}

/* (transfer full): the same for all ways to write it with other capitals; a letter's accents come
 * after it, so that "cafe" begins "Café" */
static char *
fold (const char *tag)
{
  g_autofree char *apart = g_utf8_normalize (tag, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (apart != NULL ? apart : "", -1);
}

/**
 * gloss_tags_find_part:
 * @text: tags with commas between them
 * @caret: a place in it, in code points
 *
 * Returns: the code points between the commas around @caret, without the spaces at both ends; where
 *   there is nothing else, an empty span at @caret
 */
GlossSpan
gloss_tags_find_part (const char *text, guint caret)
{
  GlossSpan part = { 0, 0 }, words = { caret, caret };
  gboolean has_words = FALSE;
  guint i = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), i++)
    {
      gunichar ch = g_utf8_get_char (p);

      if (ch == ',' && i >= caret)
        break;
      if (ch == ',')
        {
          part.start = i + 1;
          has_words = FALSE;
          continue;
        }
      if (g_unichar_isspace (ch))
        continue;
      if (!has_words)
        words.start = i;
      words.end = i + 1;
      has_words = TRUE;
    }
  part.end = i;

  return has_words ? words
                   : (GlossSpan){ CLAMP (caret, part.start, part.end),
                                  CLAMP (caret, part.start, part.end) };
}

static GlossTag *
find (GPtrArray *tags, guint n_tags, const char *name)
{
  for (guint i = 0; i < n_tags; i++)
    {
      GlossTag *tag = g_ptr_array_index (tags, i);

      if (g_str_equal (tag->name, name))
        return tag;
    }

  return NULL;
}

/**
 * gloss_tags_join:
 * @known: (element-type GlossTag) (nullable): those of the library
 * @notes: (nullable): a list of #GlossNote, of which the library may not know all
 *
 * Returns: (transfer full) (element-type GlossTag): all of them, each once: those of @notes that
 * the library does not have, then the library's
 */
GPtrArray *
gloss_tags_join (GPtrArray *known, GListModel *notes)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_tag_free);
  guint n_known = known != NULL ? known->len : 0;

  for (guint i = 0; notes != NULL && i < g_list_model_get_n_items (notes); i++)
    {
      g_autoptr (GlossNote) note = g_list_model_get_item (notes, i);
      const char *const *names = gloss_note_get_tags (note);

      for (guint j = 0; names[j] != NULL; j++)
        {
          GlossTag *tag = find (all, all->len, names[j]);

          if (tag != NULL)
            tag->n_notes++;
          else if (n_known == 0 || find (known, n_known, names[j]) == NULL)
            g_ptr_array_add (all, gloss_tag_new (names[j], 1));
        }
    }
  for (guint i = 0; i < n_known; i++)
    {
      const GlossTag *tag = g_ptr_array_index (known, i);

      g_ptr_array_add (all, gloss_tag_new (tag->name, tag->n_notes));
    }

  return all;
}

/* (transfer full) (element-type utf8): the tags of @text */
static GHashTable *
collect_written (const char *text)
{
  GHashTable *written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    g_hash_table_add (written, g_strdup (g_strstrip (parts[i])));

  return written;
}

/**
 * gloss_tags_complete:
 * @known: (element-type GlossTag): what may be meant, the likeliest first
 * @text: tags with commas between them
 * @caret: where in it one writes, in code points
 * @n_most: how many to find
 *
 * Returns: (transfer container) (element-type GlossTag): those of @known that begin with what is
 *   written at @caret, whatever the capitals, and are not in @text yet; nothing where nothing is
 *   written there
 */
GPtrArray *
gloss_tags_complete (GPtrArray *known, const char *text, guint caret, guint n_most)
{
  GPtrArray *found = g_ptr_array_new ();
  GlossSpan part = gloss_tags_find_part (text, caret);
  g_autofree char *typed = g_utf8_substring (text, part.start, part.end);
  g_autofree char *folded = fold (typed);
  g_autoptr (GHashTable) written = collect_written (text);

  if (*folded == '\0')
    return found;
  for (guint i = 0; i < known->len && found->len < n_most; i++)
    {
      GlossTag *tag = g_ptr_array_index (known, i);
      g_autofree char *name = fold (tag->name);

      /* A comma would make two tags of it. */
      if (g_str_has_prefix (name, folded) && strchr (tag->name, ',') == NULL &&
          !g_hash_table_contains (written, tag->name))
        g_ptr_array_add (found, tag);
    }

  return found;
}
