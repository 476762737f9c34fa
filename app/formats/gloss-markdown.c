#include "app/document/gloss-about.h"
#include "app/document/gloss-claims.h"
#include "app/formats/gloss-words.h"
#include "app/formats/gloss-writers.h"

/* Words of an article are words, not marks: escaped wherever they could mean something. */
static char *
escape (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (strchr ("\\`*_[]<>#|~", *p) != NULL)
        g_string_append_c (out, '\\');
      if (p == text && strchr ("+-=", *p) != NULL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }

  return g_string_free (out, FALSE);
}

/* "12. " at a line's start would begin a list. */
static void
append_escaped (GString *out, const char *text)
{
  g_autofree char *escaped = escape (text);
  gsize n_digits = strspn (escaped, "0123456789");

  if (n_digits > 0 && (escaped[n_digits] == '.' || escaped[n_digits] == ')'))
    g_string_append_printf (out, "%.*s\\%s", (int) n_digits, escaped, escaped + n_digits);
  else
    g_string_append (out, escaped);
}

static void
append_fact (GString *out, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  g_string_append_printf (out, "- %s: ", name);
  append_escaped (out, value);
  g_string_append_c (out, '\n');
}

static void
append_head (GString *out, const GlossWords *words)
{
  const GlossArticle *article = words->article;

  g_string_append (out, "# ");
  append_escaped (out, *gloss_words_get_title (words) != '\0' ? gloss_words_get_title (words)
                                                              : "Untitled");
  g_string_append (out, "\n\n");
  append_fact (out, "By", article->byline);
  append_fact (out, "Site", article->site);
  append_fact (out, "Published", article->published);
  if (article->uri != NULL)
    g_string_append_printf (out, "- Address: <%s>\n", article->uri);
  append_fact (out, "Retrieved", article->retrieved);
  g_string_append_printf (out, "- Text: SHA-256 `%s`\n", article->sha256);
}

/* The words, as a quotation of any number of lines. */
static void
append_quotation (GString *out, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_string_append (out, "> ");
      append_escaped (out, lines[i]);
      g_string_append_c (out, '\n');
    }
}

/* What a note is about that is not told by the words that it is on. */
static void
append_about (GString *out, const GlossWords *words, GlossNote *note)
{
  const char *name;
  GlossAbout about = gloss_about_find (words->analysis, note, &name);

  if (about == GLOSS_ABOUT_ARTICLE)
    g_string_append (out, "On the whole article\n");
  if (name == NULL)
    return;
  g_string_append_printf (out, "%sOn the %s ", *gloss_note_get_exact (note) != '\0' ? "\n" : "",
                          gloss_about_to_string (about));
  append_escaped (out, name);
  g_string_append_c (out, '\n');
}

static void
append_note (GString *out, const GlossWords *words, GlossNote *note)
{
  const char *const *tags = gloss_note_get_tags (note);

  g_string_append_c (out, '\n');
  if (*gloss_note_get_exact (note) != '\0')
    append_quotation (out, gloss_note_get_exact (note));
  append_about (out, words, note);
  if (*gloss_note_get_body (note) != '\0')
    g_string_append_printf (out, "\n%s\n", gloss_note_get_body (note));
  g_string_append_printf (out, "\n*%s", gloss_note_color_to_string (gloss_note_get_color (note)));
  for (guint i = 0; tags[i] != NULL; i++)
    {
      g_string_append (out, ", \\#");
      append_escaped (out, tags[i]);
    }
  if (gloss_note_get_author (note) != NULL)
    {
      g_string_append (out, ", ");
      append_escaped (out, gloss_note_get_author (note));
    }
  g_string_append_printf (out, ", %s", gloss_note_get_modified (note));
  if (gloss_note_get_state (note) == GLOSS_NOTE_ORPHANED)
    g_string_append (out, ", not found in this text");
  g_string_append (out, "*\n");
}

/* The claims as a checklist, with how far it has come. */
static void
append_claims (GString *out, const GlossRecord *record)
{
  guint n_claims, n_checked;

  gloss_claims_count (record->notes, &n_claims, &n_checked);
  if (n_claims == 0)
    return;
  g_string_append_printf (out, "\n## Claims\n\n%u of %u checked\n\n", n_checked, n_claims);
  g_string_append (out, "| claim | status | evidence |\n| --- | --- | --- |\n");
  for (guint i = 0; i < record->notes->len; i++)
    {
      GlossNote *note = record->notes->pdata[i];
      g_autofree char *words = g_strdelimit (escape (gloss_note_get_exact (note)), "\n", ' ');

      if (gloss_note_get_claim (note) == GLOSS_CLAIM_NONE)
        continue;
      g_string_append_printf (out, "| %s | %s | ", words,
                              gloss_claim_to_string (gloss_note_get_claim (note)));
      for (guint j = 0; gloss_note_get_evidence (note)[j] != NULL; j++)
        {
          g_autofree char *address =
            g_strdelimit (escape (gloss_note_get_evidence (note)[j]), "\n", ' ');

          g_string_append_printf (out, "%s ", address);
        }
      g_string_append (out, "|\n");
    }
}

static void
append_notes (GString *out, const GlossWords *words)
{
  const GlossRecord *record = words->record;

  if (record->notes->len == 0)
    return;
  g_string_append (out, "\n## Notes\n");
  for (guint i = 0; i < record->notes->len; i++)
    append_note (out, words, record->notes->pdata[i]);
}

/* Who said what: the speakers in the order of their first quotes, then what nobody says. */
static void
append_quotes (GString *out, const GlossWords *words)
{
  const GPtrArray *quotes = words->analysis->quotes;
  g_autoptr (GHashTable) by_speaker =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) speakers = g_ptr_array_new ();

  for (guint i = 0; i < quotes->len; i++)
    {
      GlossQuote *quote = quotes->pdata[i];
      const char *speaker = quote->speaker_name != NULL ? quote->speaker_name : "Unattributed";
      GPtrArray *said = g_hash_table_lookup (by_speaker, speaker);

      if (said == NULL)
        {
          said = g_ptr_array_new ();
          g_hash_table_insert (by_speaker, (char *) speaker, said);
          g_ptr_array_add (speakers, (char *) speaker);
        }
      g_ptr_array_add (said, quote);
    }

  if (speakers->len > 0)
    g_string_append (out, "\n## Quotes\n");
  for (guint i = 0; i < speakers->len; i++)
    {
      const GPtrArray *said = g_hash_table_lookup (by_speaker, speakers->pdata[i]);

      g_string_append (out, "\n### ");
      append_escaped (out, speakers->pdata[i]);
      g_string_append (out, "\n");
      for (guint j = 0; j < said->len; j++)
        {
          const GlossQuote *quote = said->pdata[j];
          g_autofree char *text = gloss_words_dup_quote (words, quote);

          g_string_append (out, quote->kind == GLOSS_QUOTE_DIRECT ? "\n> “" : "\n> ");
          append_escaped (out, text);
          g_string_append (out, quote->kind == GLOSS_QUOTE_DIRECT ? "”\n" : "\n");
        }
    }
}

static void
append_entities (GString *out, const GlossWords *words)
{
  const GPtrArray *entities = words->analysis->entities;

  if (entities->len == 0)
    return;
  g_string_append (out, "\n## Entities\n\n| name | type | mentions |\n| --- | --- | ---: |\n");
  for (guint i = 0; i < entities->len; i++)
    {
      const GlossEntity *entity = entities->pdata[i];
      g_autofree char *name = g_strdelimit (escape (entity->name), "\n", ' ');

      g_string_append_printf (out, "| %s | %s | %u |\n", name,
                              gloss_entity_type_to_string (entity->type), entity->mentions->len);
    }
}

static void
append_topics (GString *out, const GlossWords *words)
{
  if (words->analysis->topics->len > 0)
    g_string_append (out, "\n## Topics\n\n");
  for (guint i = 0; i < words->analysis->topics->len; i++)
    {
      const GlossTopic *topic = words->analysis->topics->pdata[i];

      g_string_append (out, "- ");
      append_escaped (out, topic->label);
      g_string_append_c (out, '\n');
    }
}

/**
 * gloss_markdown_write:
 * @record: what to write
 * @place: a rule parts it from what stands before
 *
 * Writes a reading report: where the article is from, notes, quotes by speaker, entities and
 * topics, as corrected. The article itself is not in it.
 *
 * Returns: (transfer full): UTF-8
 */
char *
gloss_markdown_write (const GlossRecord *record, GlossWritePlace place)
{
  g_auto (GlossWords) words;
  GString *out = g_string_new (place == GLOSS_WRITE_NEXT ? "\n---\n\n" : "");

  gloss_words_init (&words, record);
  append_head (out, &words);
  append_claims (out, record);
  append_notes (out, &words);
  append_quotes (out, &words);
  append_entities (out, &words);
  append_topics (out, &words);

  return g_string_free (out, FALSE);
}
