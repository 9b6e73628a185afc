# Finds Emscripten: the emsdk that is active, else the Debian package that emsdk.env names.
get_filename_component(root ${CMAKE_CURRENT_LIST_DIR} DIRECTORY)
file(STRINGS ${root}/emsdk.env lines REGEX "^[A-Z_]+=")
foreach(line IN LISTS lines)
  string(REGEX MATCH "^([A-Z_]+)=(.*)$" line "${line}")
  set(${CMAKE_MATCH_1} ${CMAKE_MATCH_2})
endforeach()

execute_process(COMMAND sh -c "command -v emcc" OUTPUT_VARIABLE emcc OUTPUT_STRIP_TRAILING_WHITESPACE)
if(DEFINED ENV{EMSDK})
  set(EMSCRIPTEN_ROOT $ENV{EMSDK}/upstream/emscripten)
elseif(emcc AND NOT emcc STREQUAL "/usr/bin/emcc")
  get_filename_component(emcc ${emcc} REALPATH)
  get_filename_component(EMSCRIPTEN_ROOT ${emcc} DIRECTORY)
endif()
if(NOT EXISTS ${EMSCRIPTEN_ROOT}/cmake/Modules/Platform/Emscripten.cmake)
  message(FATAL_ERROR
      "Emscripten is not in ${EMSCRIPTEN_ROOT}. On Debian: apt-get install emscripten. "
      "Elsewhere: activate an emsdk ${EMSCRIPTEN_VERSION} or newer, so that EMSDK is set.")
endif()

# Node has fetch since 18, and what emcc wrote before that takes it for a browser's.
set(CMAKE_CROSSCOMPILING_EMULATOR node --no-experimental-fetch)
include(${EMSCRIPTEN_ROOT}/cmake/Modules/Platform/Emscripten.cmake)
