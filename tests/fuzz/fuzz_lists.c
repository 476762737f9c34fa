#include "app/analysis/gloss-lists.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* A list is read or refused with an error, whatever the bytes, and then answers. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossLists) lists = gloss_lists_new_from_data ((const char *) data, size, &error);
  g_autofree char *canonical = NULL;

  g_assert_true ((lists == NULL) == (error != NULL));
  if (lists == NULL)
    return 0;
  gloss_lists_find (lists, (const char *) data, MIN (size, 40));
  canonical = gloss_lists_dup_canonical (lists, "UK", GLOSS_LIST_PLACE);

  return 0;
}
