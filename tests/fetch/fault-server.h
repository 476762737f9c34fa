#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A web server on the loopback that plays every fault a page can have; which one is told by the
 * path, see the table in fault-server.c. Each connection has a thread of its own. */
typedef struct _FaultServer FaultServer;

#define FAULT_SERVER_PAGE                                                                          \
  "<!DOCTYPE html><title>The mill</title><article><h1>The mill</h1><p>Rain fell on the mill all "  \
  "night, and in the morning the old wheel turned again for the first time in years.</p><p>The "   \
  "miller, who had given up hope, said that he would open his doors on Monday.</p></article>"

/* @certificate: (nullable): a PEM file of a certificate and its key, for https: */
FaultServer *fault_server_new (const char *certificate);
void fault_server_free (FaultServer *self);
guint fault_server_get_port (FaultServer *self);
char *fault_server_dup_address (FaultServer *self, const char *host, const char *path);
guint fault_server_count_requests (FaultServer *self); /* since it began */
gsize fault_server_get_bytes_sent (FaultServer *self); /* of the last answer that is over */
gboolean fault_server_is_idle (FaultServer *self);     /* nobody is being answered */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FaultServer, fault_server_free)

G_END_DECLS
