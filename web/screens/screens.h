// The page as a function: what the state holds, a person sees.
#pragma once

#include "web/screens/state.h"
#include "web/view/tree.h"

namespace prevenance {

/// The whole page, from the banner to the footer. Same state, same tree.
Tree show(State const& state);

} // namespace prevenance
