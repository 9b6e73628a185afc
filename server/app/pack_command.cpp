#include "server/app/pack_command.h"

#include <array>

namespace prevenance {

namespace {

constexpr std::array parts{
    &pack_check_command,
    &pack_test_command,
    &pack_build_command,
    &pack_diff_command,
    &pack_graph_command};

} // namespace

Command const pack_command{
    "pack",
    "check, test, build, compare and draw rule packs, for those who write them",
    "",
    nullptr,
    parts};

} // namespace prevenance
