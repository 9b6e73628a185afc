// What each message changes, and what is then asked of the browser.
#pragma once

#include "web/app/knowledge.h"
#include "web/app/message.h"
#include "web/screens/state.h"

#include <vector>

namespace prevenance {

/// Takes one message in.
///
/// `state`      what the screens show; changed.
/// `knowledge`  what has been fetched so far; grows.
/// result       what the browser is asked to do, in order.
///
/// Whatever the message says, it never fails: what cannot be read becomes a state that says so.
std::vector<Effect> update(State& state, Knowledge& knowledge, Message const& message);

} // namespace prevenance
