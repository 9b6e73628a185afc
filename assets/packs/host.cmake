# Builds the native program that reads YAML rules and compiles packs, in the folder of the preset "release".
if(NOT EXISTS ${BUILD}/CMakeCache.txt)
  execute_process(COMMAND ${CMAKE_COMMAND} --preset release COMMAND_ERROR_IS_FATAL ANY)
endif()
execute_process(
    COMMAND ${CMAKE_COMMAND} --build ${BUILD} --target prevenance COMMAND_ERROR_IS_FATAL ANY)
