// How a failure is told over HTTP: one status and one text for each kind, nothing of the inside.
#pragma once

#include "core/base/error.h"
#include "server/http/message.h"

#include <string_view>

namespace prevenance {

/// The one table from error codes to HTTP.
int status_of(ErrorCode code);

/// `{"code", "message", "remedy"}` for programs, in English. An Error's own message stays in the
/// log: two failures with the same code cannot be told apart from outside.
HttpResponse failure_response(ErrorCode code);

/// The same with a message of its own, for what the caller sent and can mend.
HttpResponse failure_response(ErrorCode code, std::string_view message);

/// The same for what HTTP itself refuses: 400, 405, 408, 413, 414, 415, 416, 421, 431, 500 or 503.
HttpResponse failure_response(int status);

} // namespace prevenance
