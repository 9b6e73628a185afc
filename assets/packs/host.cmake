# Builds the native programs that read YAML rules and write images, in the folder of the preset "release".
if(NOT EXISTS ${BUILD}/CMakeCache.txt)
  execute_process(COMMAND ${CMAKE_COMMAND} --preset release COMMAND_ERROR_IS_FATAL ANY)
endif()
execute_process(
    COMMAND ${CMAKE_COMMAND} --build ${BUILD} --target prevenance pack_image COMMAND_ERROR_IS_FATAL ANY)
