#include "web/app/message.h"

#include "core/wire/flat_object.h"

#include <array>
#include <utility>

namespace prevenance {

namespace {

struct NamedKind {
    std::string_view type;
    std::string_view kind;
    Message::Kind value;
};

constexpr std::array named_kinds{
    NamedKind{"start", "", Message::Kind::start},
    NamedKind{"event", "press", Message::Kind::press},
    NamedKind{"event", "type", Message::Kind::type},
    NamedKind{"event", "choose", Message::Kind::choose},
    NamedKind{"event", "submit", Message::Kind::submit},
    NamedKind{"navigate", "", Message::Kind::navigate},
    NamedKind{"resource", "", Message::Kind::resource},
    NamedKind{"view", "", Message::Kind::view},
    NamedKind{"idle", "", Message::Kind::idle}};

Result<Message::Kind> read_kind(FlatObject const& object) {
    std::string const type = TRY(object.text("type"));
    std::string const kind = TRY(object.text("kind"));
    for (NamedKind const& named : named_kinds) {
        if (named.type == type && named.kind == kind) return named.value;
    }
    return Error{ErrorCode::bad_input, "unknown type or kind of message"};
}

/// A whole number below 2^31, as node ids and statuses are.
Result<std::uint32_t> read_whole(FlatObject const& object, std::string_view name) {
    double const number = TRY(object.number(name));
    bool const whole = number >= 0 && number < 2147483648.0;
    if (!whole) return Error{ErrorCode::bad_input, "number out of range"};
    return static_cast<std::uint32_t>(number);
}

} // namespace

Result<Message> read_message(std::string_view text) {
    auto const end = text.find('\n');
    FlatObject const object = TRY(FlatObject::parse(text.substr(0, end)));
    Message message;
    message.kind = TRY(read_kind(object));
    message.node = TRY(read_whole(object, "node"));
    message.value = TRY(object.text("value"));
    message.path = TRY(object.text(object.has("url") ? "url" : "path"));
    message.language = TRY(object.text("language"));
    message.today = TRY(object.text("today"));
    if (object.has("saved")) message.saved = TRY(object.text("saved"));
    message.reason = TRY(object.text("reason"));
    message.kiosk = TRY(object.boolean("kiosk"));
    message.status = TRY(read_whole(object, "status"));
    if (end != std::string_view::npos) message.body = text.substr(end + 1);
    return message;
}

} // namespace prevenance
