// Goal: the painter is told all that it looks at, and bytes that lie are refused.
// Method: trees written and read again; then one word spoiled at a time.
#include "web/view/tree_bytes.h"

#include <doctest/doctest.h>

#include <cstring>
#include <span>
#include <string>

using prevenance::Node;
using prevenance::read_tree;
using prevenance::Role;
using prevenance::Tree;

namespace {

std::span<std::byte const> bytes_of(std::string const& text) {
    return std::as_bytes(std::span(text));
}

/// A form with a field that was filled in wrongly, and a link that leaves.
Tree small_tree() {
    using enum prevenance::Tone;
    Tree tree;
    tree.nodes = {
        {.id = 7, .parent = prevenance::no_parent, .role = Role::form, .tone = error},
        {.id = 8,
         .parent = 0,
         .role = Role::field,
         .input = prevenance::Input::date,
         .disabled = true,
         .text = "Né·e le",
         .value = "31/02",
         .error = "Ce jour n’existe pas."},
        {.id = 9, .parent = 0, .role = Role::heading, .level = 4, .checked = true},
        {.id = 0x7FFF'FFFF,
         .parent = 2,
         .role = Role::loading,
         .state = prevenance::StepState::done,
         .primary = true,
         .current = true,
         .external = true,
         .text = "…"},
    };
    return tree;
}

void put_word(std::string& bytes, std::size_t word, std::uint32_t value) {
    std::memcpy(bytes.data() + word * sizeof value, &value, sizeof value);
}

} // namespace

TEST_CASE("tree as bytes: read again, it is the same") {
    for (Tree const& tree : {Tree{}, small_tree()}) {
        auto const read = read_tree(bytes_of(write_tree(tree)));
        REQUIRE(read.ok());
        CHECK(read.value().nodes == tree.nodes);
    }
}

TEST_CASE("tree as bytes: what is never painted stays behind") {
    Tree tree;
    tree.nodes = {{.id = 1, .parent = prevenance::no_parent, .hint = "h", .target = "/t"}};
    tree.nodes[0].action = "a";
    tree.nodes[0].language = "en";
    auto const read = read_tree(bytes_of(write_tree(tree)));
    REQUIRE(read.ok());
    CHECK(read.value().nodes == std::vector<Node>{{.id = 1, .parent = prevenance::no_parent}});
}

TEST_CASE("tree as bytes: lies are refused") {
    auto const sound = write_tree(small_tree());
    for (std::size_t size = 0; size < sound.size(); ++size)
        CHECK_FALSE(read_tree(bytes_of(sound.substr(0, size))).ok());
    CHECK_FALSE(read_tree(bytes_of(sound + "x")).ok());

    struct Lie {
        std::size_t word;
        std::uint32_t value;
        char const* why;
    };

    for (auto const& lie : std::initializer_list<Lie>{
             {0, 0xFFFF'FFFF, "more nodes than bytes"},
             {0, 5, "one node more"},
             {2, 1, "its own parent"},
             {8, 3, "a parent that comes later"},
             {3, 30, "no such role"},
             {3, 5U << 8U, "no such tone"},
             {3, 5U << 12U, "no such input"},
             {3, 3U << 16U, "no such step state"},
             {3, 1U << 29U, "no such flag"},
             {10, 0xFFFF'FFFF, "a text longer than all"},
         }) {
        CAPTURE(lie.why);
        auto bytes = sound;
        put_word(bytes, lie.word, lie.value);
        CHECK_FALSE(read_tree(bytes_of(bytes)).ok());
    }
}
