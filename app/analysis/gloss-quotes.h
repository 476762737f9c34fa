#pragma once

#include "app/analysis/gloss-quote-network.h"

G_BEGIN_DECLS

void gloss_quotes_find (GlossReading *reading, const GlossQuoteNetwork *network);

G_END_DECLS
