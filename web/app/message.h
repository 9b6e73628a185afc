// What can happen to the page, and what the page asks of the browser: plain data.
#pragma once

#include "core/base/result.h"
#include "web/view/tree.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace prevenance {

/// One thing that happened. Fields that a kind does not name are empty.
struct Message {
    enum class Kind : std::uint8_t {
        start,    ///< `path`, `language`, `today`, `saved`, `kiosk`. The first, and only once.
        press,    ///< `node`, `action`: a button, or details that opened.
        type,     ///< `node`, `action`, `value`: the whole text of a field, at each change.
        choose,   ///< `node`, `action`, `value`: the choice's own value.
        submit,   ///< `node`, `action`: Enter in a form, or its primary button.
        navigate, ///< `path`: a link of the page, back, forward.
        resource, ///< `path` as it was asked for, `status`, `body`.
        view,     ///< `value`: "canvas" or "html" is what is seen now. `reason`: why, if not asked.
        idle,     ///< `value`: "warned" before a kiosk starts afresh, "back" when someone is there.
    };

    Kind kind = Kind::start;
    NodeId node = 0;
    std::string action; ///< Node::action of what was pressed; a choice without one has its group's.
    std::string value;
    std::string path;                 ///< "/aides?code=75056": path and query, without the host.
    std::string language;             ///< What the browser prefers: "fr", "en", …
    std::string today;                ///< "2026-11-24", by the device's clock.
    std::optional<std::string> saved; ///< What `save` kept on this device.
    bool kiosk = false;
    /// Why the page went back to HTML: "webgl" is missing, the context was "lost", "contrast" or
    /// forced colours are asked for, letters did not come over the "network".
    std::string reason;
    std::uint32_t status = 0; ///< HTTP status; 0: no answer came.
    std::string body;
};

/// One thing the browser is asked to do. Its outcome, if any, comes back as a message.
struct Effect {
    enum class Kind : std::uint8_t {
        fetch, ///< GET `text`; answered by `resource`.
        post,  ///< POST `body` (JSON) to `text`; answered by `resource`.
        save,  ///< Keep `text` on this device. Does nothing on a kiosk.
        erase, ///< Forget what was saved.
        leave, ///< Go to the address `text`: the page ends.
        view,  ///< Show the other view: `text` is "canvas" or "html".
    };

    Kind kind = Kind::fetch;
    std::string text;
    std::string body;
};

/// Reads what web/platform/page.js sent.
///
/// Errors: not JSON, a member missing or of the wrong type, an unknown type or kind.
Result<Message> read_message(std::string_view text);

} // namespace prevenance
