#include "core/wire/json.h"

#include "core/wire/json_events.h"

#include <utility>
#include <vector>

namespace prevenance {

namespace {

using Json = nlohmann::json;

/// Builds the library's own tree.
class TreeSink {
public:
    Json tree;

    /// Where the value now lives. Parents grow only after their children are whole, so the address
    /// holds as long as it is needed.
    Json* put(Json value) {
        if (open_.empty()) {
            tree = std::move(value);
            return &tree;
        }
        Json& parent = *open_.back();
        if (parent.is_object()) return &(parent[key_] = std::move(value));
        parent.push_back(std::move(value));
        return &parent.back();
    }

    void open_object() { open_.push_back(put(Json::object())); }

    void open_array() { open_.push_back(put(Json::array())); }

    std::string close() {
        open_.pop_back();
        return {};
    }

    std::string key(std::string name) {
        if (open_.back()->contains(name)) return "a key stands twice in one object";
        key_ = std::move(name);
        return {};
    }

private:
    std::vector<Json*> open_;
    std::string key_;
};

} // namespace

Result<Json> parse_json(std::string_view text) {
    TreeSink sink;
    char const* furthest = nullptr;
    TRY(read_json(text, sink, furthest));
    return std::move(sink.tree);
}

std::string format_json(Json const& tree) {
    return tree.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace prevenance
