// Goal: a tree is built in reading order, its ids are stable, and its dump shows what differs.
// Method: build small trees and compare the dump with text.
#include "web/view/tree.h"

#include <doctest/doctest.h>

using prevenance::Role;
using prevenance::Tree;
using prevenance::TreeBuilder;

namespace {

Tree small_tree(bool with_alert) {
    Tree tree;
    tree.path = "/aides";
    tree.title = "Mes aides";
    tree.language = "fr";
    TreeBuilder builder(tree);
    auto const main = builder.open(Role::main, "main");
    builder.add(Role::heading, "title", "Mes aides").level = 1;
    if (with_alert) builder.add(Role::alert, "alert", "Il manque le code postal.");
    auto const form = builder.open(Role::form, "form");
    auto& field = builder.add(Role::field, "postal code", "Code postal");
    field.input = prevenance::Input::postal_code;
    field.action = "postal_code";
    return tree;
}

} // namespace

TEST_CASE("dump: a node a line, defaults left out") {
    CHECK(
        prevenance::dump(small_tree(false)) ==
        "/aides \"Mes aides\" fr\n"
        "  main\n"
        "    heading 1 \"Mes aides\"\n"
        "    form\n"
        "      field \"Code postal\" postal_code "
        "action=\"postal_code\"\n"
    );
}

TEST_CASE("ids: a new sibling leaves the others' ids alone") {
    auto const before = small_tree(false);
    auto const after = small_tree(true);
    for (auto const& node : before.nodes) {
        CAPTURE(node.text);
        REQUIRE(prevenance::find_node(after, node.id) != nullptr);
        CHECK(prevenance::find_node(after, node.id)->text == node.text);
    }
    CHECK(after.nodes.size() == before.nodes.size() + 1);
}
