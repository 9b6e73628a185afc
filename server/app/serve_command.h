// `prevenance serve`: the pages, the interface and the logins, until it is told to stop.
#pragma once

#include "server/app/command.h"

namespace prevenance {

extern Command const serve_command;

} // namespace prevenance
