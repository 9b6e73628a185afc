// `prevenance calculate`: OpenFisca's situations, one a line, with what they ask for filled in.
#pragma once

#include "server/app/command.h"

namespace prevenance {

extern Command const calculate_command;

} // namespace prevenance
