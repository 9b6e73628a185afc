// `prevenance pack`: the tools of those who write rules.
#pragma once

#include "server/app/command.h"

namespace prevenance {

extern Command const pack_command;

extern Command const pack_build_command;
extern Command const pack_check_command;
extern Command const pack_diff_command;
extern Command const pack_graph_command;
extern Command const pack_test_command;

} // namespace prevenance
