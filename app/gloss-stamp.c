#include "app/gloss-stamp.h"

/**
 * gloss_stamp_now:
 *
 * Returns: (transfer full): this moment as RFC 3339 in UTC, to the second
 */
char *
gloss_stamp_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
}

/**
 * gloss_stamp_new_id:
 *
 * Returns: (transfer full): a name that nothing else has, "urn:uuid:…"
 */
char *
gloss_stamp_new_id (void)
{
  g_autofree char *uuid = g_uuid_string_random ();

  return g_strconcat ("urn:uuid:", uuid, NULL);
}

/**
 * gloss_stamp_to_utc:
 * @stamp: (nullable): a date and time with its offset, or a date alone
 *
 * Brings a foreign time into the one form that we write; a date alone is its first second.
 *
 * Returns: (transfer full) (nullable): RFC 3339 in UTC, or %NULL where @stamp is no time
 */
char *
gloss_stamp_to_utc (const char *stamp)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GDateTime) utc = NULL;
  g_autofree char *whole = NULL;

  if (stamp == NULL)
    return NULL;
  if (strlen (stamp) == strlen ("2024-09-07"))
    whole = g_strconcat (stamp, "T00:00:00Z", NULL);
  time = g_date_time_new_from_iso8601 (whole != NULL ? whole : stamp, zone);
  if (time == NULL)
    return NULL;
  utc = g_date_time_to_utc (time);

  return utc != NULL ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

/**
 * gloss_stamp_is_time:
 *
 * Returns: whether gloss_stamp_to_utc() understands @stamp
 */
gboolean
gloss_stamp_is_time (const char *stamp)
{
  g_autofree char *utc = gloss_stamp_to_utc (stamp);

  return utc != NULL;
}
