#include "app/extract/gloss-wording.h"

#include <string.h>

/**
 * gloss_wording_has_any:
 * @lower: words of a page, in lower case
 * @words: (array zero-terminated=1): what may be among them, in lower case
 *
 * Returns: whether one of @words stands in @lower, within another word too
 */
gboolean
gloss_wording_has_any (const char *lower, const char *const *words)
{
  for (; *words != NULL; words++)
    if (strstr (lower, *words) != NULL)
      return TRUE;

  return FALSE;
}
