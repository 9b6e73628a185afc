#include "tests/web/app/visitor.h"

#include "core/wire/json.h"
#include "web/dom/json_writer.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace prevenance::test {

namespace {

Town town() {
    Town town;
    town.name = "Ville de Belleville";
    return town;
}

/// As a keyboard writes it: blanks that break.
std::string typed(std::string_view text) {
    std::string plain(text);
    for (auto at = plain.find("\u00A0"); at != std::string::npos; at = plain.find("\u00A0", at))
        plain.replace(at, 2, " ");
    return plain;
}

/// Messages that answer messages, until nothing more is fetched. No journey needs more.
constexpr int rounds_max = 100;

} // namespace

Visitor::Visitor(std::string const& path, std::string const* saved_before, bool kiosk)
    : page_(town())
    , loop_(page_) {
    serve("/api/v1/session", 200, R"({"authenticated":false})");
    JsonWriter json;
    json.open_object().key("type").text("start").key("path").text(path);
    json.key("language").text("fr").key("today").text("2026-11-24");
    if (saved_before != nullptr) json.key("saved").text(*saved_before);
    if (kiosk) json.key("kiosk").yes();
    send(json.close_object().take());
}

void Visitor::send(std::string const& first) {
    std::vector<std::string> messages{first};
    for (std::size_t at = 0; at < messages.size(); ++at) {
        REQUIRE(at < rounds_max);
        auto const answer = parse_json(loop_.receive(messages[at])).value();
        if (!answer.contains("effects")) continue;
        for (auto const& effect : answer["effects"]) {
            if (effect.contains("save")) saved = effect["save"].get<std::string>();
            if (effect.contains("erase")) saved.clear();
            if (effect.contains("leave")) left_for = effect["leave"].get<std::string>();
            if (effect.contains("view")) view = effect["view"].get<std::string>();
            if (!effect.contains("fetch")) continue;
            auto const address = effect["fetch"].get<std::string>();
            asked.push_back(address);
            auto const [status, body] = answer_to(address);
            JsonWriter json;
            json.open_object().key("type").text("resource").key("url").text(address);
            json.key("status").number(static_cast<std::uint32_t>(status)).close_object();
            messages.push_back(json.take() + '\n' + body);
        }
    }
}

Visitor::Served Visitor::answer_to(std::string const& address) const {
    if (auto const found = served_.find(address); found != served_.end()) return found->second;
    std::ifstream file(BUILD_FOLDER + address, std::ios::binary);
    if (!file.good()) return {404, ""};
    std::ostringstream text;
    text << file.rdbuf();
    return {200, text.str()};
}

void Visitor::send_event(NodeId node, std::string_view kind, std::string_view value) {
    JsonWriter json;
    json.open_object().key("type").text("event").key("node").number(node);
    json.key("kind").text(kind).key("value").text(value);
    send(json.close_object().take());
}

void Visitor::press(std::string_view text) {
    auto const& nodes = shown().nodes;
    auto const found = std::find_if(nodes.begin(), nodes.end(), [&](Node const& node) {
        bool const can =
            node.role == Role::button || node.role == Role::link || node.role == Role::choice;
        return can && typed(node.text + node.subject) == typed(text);
    });
    auto const wanted = std::string(text);
    CAPTURE(wanted);
    CAPTURE(dump(shown()));
    REQUIRE((found != nodes.end()));
    send_event(found->id, found->role == Role::choice ? "choose" : "press", found->value);
}

void Visitor::type(std::string_view text) {
    auto const& nodes = shown().nodes;
    auto const found = std::find_if(nodes.begin(), nodes.end(), [](Node const& node) {
        return node.role == Role::field;
    });
    REQUIRE((found != nodes.end()));
    send_event(found->id, "type", text);
}

void Visitor::navigate(std::string const& path) {
    JsonWriter json;
    json.open_object().key("type").text("navigate").key("path").text(path);
    send(json.close_object().take());
}

void Visitor::serve(std::string const& address, int status, std::string body) {
    served_[address] = {status, std::move(body)};
}

void Visitor::stop_serving(std::string const& address) {
    served_.erase(address);
}

std::string Visitor::title() const {
    for (auto const& node : shown().nodes) {
        if (node.role == Role::heading && node.level == 1) return node.text;
    }
    return {};
}

bool Visitor::sees(std::string_view text) const {
    auto const& nodes = shown().nodes;
    return std::any_of(nodes.begin(), nodes.end(), [&](Node const& node) {
        return node.text == text || node.error == text || node.hint == text;
    });
}

bool Visitor::sees(Role role) const {
    auto const& nodes = shown().nodes;
    return std::any_of(nodes.begin(), nodes.end(), [&](Node const& node) {
        return node.role == role;
    });
}

} // namespace prevenance::test
