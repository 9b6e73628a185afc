// `prevenance eval`: models evaluated for one person, or for a file of cases.
#pragma once

#include "server/app/command.h"

namespace prevenance {

extern Command const eval_command;

} // namespace prevenance
