@echo off
rem Runs NAS Replay on Windows, as the file "nasreplay" beside this one does elsewhere. NASREPLAY_JAVA_OPTS
rem is handed to Java, and the jars in NASREPLAY_CLASSPATH, separated by semicolons, may bring searchers.
setlocal
set "home=%~dp0.."
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
set "classpath=%home%\nasreplay.jar"
if defined NASREPLAY_CLASSPATH set "classpath=%classpath%;%NASREPLAY_CLASSPATH%"
set "java_opts="
set "second=%~2"
for %%c in (report compare search list) do if "%~1"=="%%c" set "java_opts=-XX:TieredStopAtLevel=1"
for %%c in (info query best) do if "%~1 %~2"=="table %%c" set "java_opts=-XX:TieredStopAtLevel=1"
if "%~1 %second:~0,1%"=="replay -" set "java_opts=-XX:TieredStopAtLevel=1"
for %%c in ("replay " "replay natsbench-size") do if "%~1 %~2"==%%c set "java_opts=-XX:TieredStopAtLevel=1"
if "%~1 %~2"=="table import" set "java_opts=-Xmx1400m"
"%java%" -XX:+UseSerialGC %java_opts% -Xms64m -Djava.awt.headless=true ^
  "-Dnasreplay.home=%home%" -Dnasreplay.command=nasreplay %NASREPLAY_JAVA_OPTS% ^
  -cp "%classpath%" org.nasreplay.cli.NasReplay %*
exit /b %ERRORLEVEL%
