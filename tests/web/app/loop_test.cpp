// Goal: every message of the border reaches the application with what the touched node knows, and
// one answer says all that changed. Method: a small application, and the messages the page sends.
#include "web/app/loop.h"

#include <doctest/doctest.h>

#include <string>

using prevenance::Application;
using prevenance::Effect;
using prevenance::Loop;
using prevenance::Message;
using prevenance::NodeId;
using prevenance::Role;
using prevenance::Tree;
using prevenance::TreeBuilder;

namespace {

/// Keeps what it is told and shows a form, a link and what it has heard.
class Notebook final : public Application {
public:
    std::vector<Effect> update(Message const& message) override {
        last = message;
        if (message.kind == Message::Kind::navigate) path = message.path;
        if (message.kind == Message::Kind::type) typed = message.value;
        return std::move(effects);
    }

    Tree view() const override {
        Tree tree;
        tree.path = path;
        tree.title = "Notebook " + path;
        tree.language = "fr";
        TreeBuilder builder(tree);
        builder.add(Role::heading, "title", path).level = 1;
        builder.add(Role::link, "link", "Ailleurs").target = "/ailleurs";
        auto const form = builder.open(Role::form, "form");
        auto& field = builder.add(Role::field, "field", "Code");
        field.action = "code";
        field.value = typed;
        {
            auto const choices = builder.open(Role::choices, "choices", "Oui ?");
            builder.innermost().action = "answer";
            builder.add(Role::choice, "yes", "Oui").value = "oui";
        }
        auto& off = builder.add(Role::button, "off", "Éteint");
        off.action = "off";
        off.disabled = true;
        auto& send = builder.add(Role::button, "send", "Envoyer");
        send.action = "send";
        send.primary = true;
        return tree;
    }

    Message last;
    std::vector<Effect> effects;
    std::string path = "/";
    std::string typed;
};

struct Session {
    Notebook notebook;
    Loop loop{notebook};

    Session() { loop.receive(R"({"type":"start","path":"/","language":"fr","kiosk":false})"); }

    NodeId node(Role role, std::string_view text = {}) const {
        for (auto const& candidate : loop.shown().nodes) {
            if (candidate.role == role && (text.empty() || candidate.text == text))
                return candidate.id;
        }
        FAIL("no such node");
        return 0;
    }

    std::string event(NodeId id, std::string const& kind, std::string const& value = {}) {
        return loop.receive(
            R"({"type":"event","node":)" + std::to_string(id) + R"(,"kind":")" + kind +
            R"(","value":")" + value + "\"}"
        );
    }
};

} // namespace

TEST_CASE("start: everything is created, the address and the title are told, nothing is focused") {
    Notebook notebook;
    Loop loop(notebook);
    auto const answer = loop.receive(
        R"({"type":"start","path":"/aides?kiosk=1","language":"fr","today":"2026-11-24",)"
        R"("saved":null,"kiosk":true})"
    );
    CHECK(notebook.last.kind == Message::Kind::start);
    CHECK(notebook.last.path == "/aides?kiosk=1");
    CHECK(notebook.last.today == "2026-11-24");
    CHECK(notebook.last.kiosk);
    CHECK_FALSE(notebook.last.saved.has_value());
    CHECK(answer.find(R"({"ops":[["c",)") == 0);
    CHECK(answer.find(R"("path":"/","title":"Notebook /","language":"fr"})") != std::string::npos);
}

TEST_CASE("events: the node's action and value come along") {
    Session session;
    auto const field = session.node(Role::field);
    CHECK(
        session.event(field, "type", "35") ==
        R"({"ops":[["u",)" + std::to_string(field) +
            R"(,10,0,0,0,0,0,"Code","35","","","","",""]]})"
    );
    CHECK(session.notebook.last.action == "code");
    CHECK(session.notebook.last.value == "35");

    session.event(session.node(Role::choice), "choose");
    CHECK(session.notebook.last.action == "answer");
    CHECK(session.notebook.last.value == "oui");

    session.event(session.node(Role::form), "submit");
    CHECK(session.notebook.last.kind == Message::Kind::submit);
    CHECK(session.notebook.last.action == "send");

    session.event(session.node(Role::button, "Envoyer"), "press");
    CHECK(session.notebook.last.action == "send");
}

TEST_CASE("links: pressing one navigates, and the focus goes to the new title") {
    Session session;
    auto const answer = session.event(session.node(Role::link), "press");
    CHECK(session.notebook.last.kind == Message::Kind::navigate);
    CHECK(session.notebook.last.path == "/ailleurs");
    auto const title = std::to_string(session.node(Role::heading));
    CHECK(
        answer.find(R"("path":"/ailleurs","title":"Notebook /ailleurs","focus":)" + title + "}") !=
        std::string::npos
    );
    session.loop.receive(R"({"type":"navigate","path":"/"})");
    CHECK(session.notebook.path == "/");
}

TEST_CASE("resources: the body is raw and follows the first line") {
    Session session;
    session.loop.receive(
        "{\"type\":\"resource\",\"url\":\"/data/a.json\",\"status\":200}\n{\"a\":\n1}"
    );
    CHECK(session.notebook.last.kind == Message::Kind::resource);
    CHECK(session.notebook.last.path == "/data/a.json");
    CHECK(session.notebook.last.status == 200);
    CHECK(session.notebook.last.body == "{\"a\":\n1}");
}

TEST_CASE("what the page says of itself: the view that is seen, and a kiosk nobody touches") {
    Session session;
    session.loop.receive(R"({"type":"view","value":"html","reason":"lost"})");
    CHECK(session.notebook.last.kind == Message::Kind::view);
    CHECK(session.notebook.last.value == "html");
    CHECK(session.notebook.last.reason == "lost");
    session.loop.receive(R"({"type":"idle","value":"warned"})");
    CHECK(session.notebook.last.kind == Message::Kind::idle);
    CHECK(session.notebook.last.value == "warned");
}

TEST_CASE("effects: each kind as the page reads it") {
    Session session;
    session.notebook.effects = {
        {Effect::Kind::fetch, "/a", ""},
        {Effect::Kind::post, "/b", "{}"},
        {Effect::Kind::save, "s", ""},
        {Effect::Kind::erase, "", ""},
        {Effect::Kind::leave, "/auth/login", ""},
        {Effect::Kind::view, "canvas", ""}};
    auto const answer = session.event(session.node(Role::button, "Envoyer"), "press");
    CHECK(
        answer ==
        R"({"ops":[],"effects":[{"fetch":"/a"},{"post":"/b","body":"{}"},{"save":"s"},)"
        R"({"erase":true},{"leave":"/auth/login"},{"view":"canvas"}]})"
    );
}

TEST_CASE("what cannot be read, or is no longer there, changes nothing") {
    Session session;
    session.notebook.last = {};
    std::string const broken[] = {
        "",
        "{",
        "[]",
        "{}",
        R"({"type":"event"})",
        R"({"type":"event","kind":"dance","node":1})",
        R"({"type":"event","kind":"press","node":"1"})",
        R"({"type":"event","kind":"press","node":-1})",
        R"({"type":"event","kind":"press","node":1e300})",
        R"({"type":"event","kind":"press","node":3})", // No such node.
        R"({"type":"navigate","path":["/"]})",
        R"({"type":"start","kiosk":"yes"})"};
    for (auto const& text : broken) {
        CAPTURE(text);
        CHECK(session.loop.receive(text) == "{}");
    }
    CHECK(session.event(session.node(Role::button, "Éteint"), "press") == "{}");
    CHECK(session.notebook.last.action.empty());
}
