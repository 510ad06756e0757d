"""The program on this machine: folders, files, settings, logs, crashes, plug-ins, updates."""
