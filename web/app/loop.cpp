#include "web/app/loop.h"

#include "web/dom/json_writer.h"
#include "web/dom/patch.h"
#include "web/view/tree_bytes.h"

#include <algorithm>
#include <utility>

namespace prevenance {

namespace {

std::string_view name_of(Effect::Kind kind) {
    switch (kind) {
    case Effect::Kind::fetch:
        return "fetch";
    case Effect::Kind::post:
        return "post";
    case Effect::Kind::save:
        return "save";
    case Effect::Kind::erase:
        return "erase";
    case Effect::Kind::leave:
        return "leave";
    case Effect::Kind::view:
        return "view";
    }
    return {};
}

void write_effects(JsonWriter& json, std::vector<Effect> const& effects) {
    json.key("effects").open_array();
    for (Effect const& effect : effects) {
        json.open_object().key(name_of(effect.kind));
        if (effect.kind == Effect::Kind::erase) {
            json.yes();
        } else {
            json.text(effect.text);
        }
        if (effect.kind == Effect::Kind::post) json.key("body").text(effect.body);
        json.close_object();
    }
    json.close_array();
}

/// Only what the person did may move the focus: what arrives or is typed meanwhile may not.
bool may_move_focus(Message::Kind kind) {
    switch (kind) {
    case Message::Kind::press:
    case Message::Kind::submit:
    case Message::Kind::navigate:
    case Message::Kind::idle:
        return true;
    case Message::Kind::start:
    case Message::Kind::type:
    case Message::Kind::choose:
    case Message::Kind::resource:
    case Message::Kind::view:
        return false;
    }
    return false;
}

/// Pressing Enter in a form presses its primary button.
std::string submit_action(Tree const& tree, Node const& form) {
    if (!form.action.empty()) return form.action;
    auto const inside = [&](Node const& node) {
        auto parent = node.parent;
        while (parent != no_parent && tree.nodes[parent].id != form.id)
            parent = tree.nodes[parent].parent;
        return parent != no_parent;
    };
    auto const found = std::find_if(tree.nodes.begin(), tree.nodes.end(), [&](Node const& node) {
        return node.role == Role::button && node.primary && inside(node);
    });
    return found == tree.nodes.end() ? std::string() : found->action;
}

} // namespace

Loop::Loop(Application& application)
    : application_(&application) {}

/// Adds what the node that was touched knows. False when there is nothing to do.
bool Loop::resolve(Message& message) const {
    if (message.node == 0) return true;
    Node const* node = find_node(shown_, message.node);
    if (node == nullptr || node->disabled) return false;
    message.action = node->action;
    switch (message.kind) {
    case Message::Kind::press:
        if (node->role == Role::link && node->action.empty()) {
            message.kind = Message::Kind::navigate;
            message.path = node->target;
            return !node->target.empty();
        }
        break;
    case Message::Kind::choose:
        message.value = node->value;
        if (node->action.empty() && node->parent != no_parent)
            message.action = shown_.nodes[node->parent].action;
        break;
    case Message::Kind::submit:
        message.action = submit_action(shown_, *node);
        break;
    case Message::Kind::start:
    case Message::Kind::type:
    case Message::Kind::navigate:
    case Message::Kind::resource:
    case Message::Kind::view:
    case Message::Kind::idle:
        break;
    }
    return !message.action.empty();
}

std::string Loop::receive(std::string_view text) {
    Result<Message> read = read_message(text);
    if (!read.ok()) return "{}";
    Message message = std::move(read).value();
    if (!resolve(message)) return "{}";

    std::vector<Effect> const effects = application_->update(message);
    Tree next = application_->view();
    JsonWriter json;
    json.open_object().key("ops");
    write_operations(json, diff(shown_, next), next);
    if (next.path != shown_.path) json.key("path").text(next.path);
    if (next.title != shown_.title) json.key("title").text(next.title);
    if (next.language != shown_.language) json.key("language").text(next.language);
    NodeId const focus = may_move_focus(message.kind) ? focus_after(shown_, next) : 0;
    if (focus != 0) json.key("focus").number(focus);
    if (!effects.empty()) write_effects(json, effects);
    json.close_object();
    shown_ = std::move(next);
    return json.take();
}

std::string Loop::shown_bytes() const {
    return write_tree(shown_);
}

} // namespace prevenance
