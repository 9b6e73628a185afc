# What the page is made of: programs, each a WebAssembly module that runs in a worker, small enough to
# be downloaded, and scripts, which run in the page's own thread.

# Functions with one caller stay apart unless they are small. Put into it, they made functions of 90 kB
# that the browser compiles as a whole before it runs the few lines it needs; and code that stays apart
# is compressed better.
set(PAGE_LINK_OPTIONS -Oz -flto -fno-exceptions -fno-rtti
    -sALLOW_MEMORY_GROWTH=1 -sMALLOC=emmalloc -sFILESYSTEM=0 -sASSERTIONS=0
    -sSUPPORT_ERRNO=0 -sDISABLE_EXCEPTION_CATCHING=1 -sDYNAMIC_EXECUTION=0
    -sINCOMING_MODULE_JS_API=[] --closure 1
    -sBINARYEN_EXTRA_PASSES=--one-caller-inline-max-function-size=25)

# add_page_program(NAME core SOURCES main.cpp EXPORTS exports.txt JS_LIBRARIES worker.js DEPENDS web_app)
#   SOURCES       sources of the program, with its main()
#   EXPORTS       text file: the C names that JavaScript may call, one a line, each with its leading '_'
#   JS_LIBRARIES  Emscripten JavaScript libraries (mergeInto(LibraryManager.library, ...))
#   DEPENDS       modules
# Gives NAME.js and NAME.wasm in the build folder's site/.
function(add_page_program)
  cmake_parse_arguments(P "" "NAME;EXPORTS" "SOURCES;JS_LIBRARIES;DEPENDS" ${ARGN})
  set(target page_${P_NAME})
  add_executable(${target} ${P_SOURCES})
  set_target_properties(${target} PROPERTIES
      OUTPUT_NAME ${P_NAME} SUFFIX .js RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/site)
  target_link_libraries(${target} PRIVATE ${P_DEPENDS})
  file(STRINGS ${P_EXPORTS} exports)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${P_EXPORTS})
  list(JOIN exports "," exports)
  target_link_options(${target} PRIVATE ${PAGE_LINK_OPTIONS} -sEXPORTED_FUNCTIONS=${exports} -sENVIRONMENT=worker)
  set(inputs "")
  foreach(library IN LISTS P_JS_LIBRARIES)
    get_filename_component(library ${library} ABSOLUTE)
    target_link_options(${target} PRIVATE --js-library=${library})
    list(APPEND inputs ${library})
  endforeach()
  set_target_properties(${target} PROPERTIES LINK_DEPENDS "${inputs}")
endfunction()

# add_page_script(NAME canvas SOURCES a.js b.js)
# JavaScript without WebAssembly, minified as one file: NAME.js in the build folder's site/.
function(add_page_script)
  cmake_parse_arguments(P "" "NAME" "SOURCES" ${ARGN})
  set(script ${PROJECT_BINARY_DIR}/site/${P_NAME}.js)
  set(compiler ${PROJECT_SOURCE_DIR}/node_modules/.bin/google-closure-compiler)
  add_custom_command(
      OUTPUT ${script}
      COMMAND ${compiler} --js ${P_SOURCES} --js_output_file ${script} --isolation_mode IIFE
              --compilation_level ADVANCED --rewrite_polyfills false --language_out NO_TRANSPILE
      DEPENDS ${P_SOURCES} ${npm_packages}
      COMMENT "Minifying ${P_NAME}.js" VERBATIM)
  add_custom_target(page_${P_NAME} ALL DEPENDS ${script})
  add_dependencies(page_${P_NAME} npm_packages)
endfunction()
