// The town of assets/town.json, as it was when the page was built.
#pragma once

#include "web/screens/town.h"

namespace prevenance {

Town this_town();

} // namespace prevenance
