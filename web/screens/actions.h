// Names of what a person can do. A node's `action` carries one; update() acts on it.
#pragma once

#include <string_view>

namespace prevenance::actions {

inline constexpr std::string_view switch_language = "language";
inline constexpr std::string_view switch_renderer = "view";
inline constexpr std::string_view erase = "erase";
/// A kiosk asked whether someone is still there: someone is.
inline constexpr std::string_view stay = "stay";
inline constexpr std::string_view retry = "retry";

inline constexpr std::string_view type_postal_code = "postal_code";
inline constexpr std::string_view find_commune = "find_commune";
inline constexpr std::string_view type_commune_name = "commune_name";
inline constexpr std::string_view search_commune = "search_commune";
/// Communes, topics and answers: choosing fills the draft, the main button sends it.
inline constexpr std::string_view draft = "draft";
/// One of several dates: its number follows, from 0.
inline constexpr std::string_view draft_part_prefix = "draft.";
inline constexpr std::string_view choose_commune = "choose_commune";
inline constexpr std::string_view choose_topic = "choose_topic";
inline constexpr std::string_view answer = "answer";
inline constexpr std::string_view skip = "skip";
inline constexpr std::string_view restart = "restart";

inline constexpr std::string_view log_in = "log_in";
inline constexpr std::string_view log_out = "log_out";

} // namespace prevenance::actions
