// What stays on the device between two visits: settings and answers. Nothing that needed a login.
#pragma once

#include "core/base/result.h"
#include "web/screens/state.h"

#include <string>
#include <string_view>

namespace prevenance {

/// One JSON object without nesting, with its version: language, postal code, topic, answers.
std::string save_state(State const& state);

/// Puts back what save_state() wrote.
///
/// Errors: bad_input when the text is no such object or of another version; `state` is then as it
/// was.
Status restore_state(State& state, std::string_view text);

} // namespace prevenance
