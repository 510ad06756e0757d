"""nginx as a proxy before another server, and nginx with nchan as a server of its own."""

import grp
import os
import subprocess
from pathlib import Path

import pytest

from tests.interop.program import Program, need

BODY = Path("/var/lib/nginx/body")
PACKAGES = "nginx-light and libnginx-mod-nchan"
MAIN = """
{load}
{user}
daemon off;
worker_processes 1;
pid "{folder}/pid";
error_log "{folder}/error.log";
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path "{folder}/body";
  proxy_temp_path "{folder}/proxy";
  fastcgi_temp_path "{folder}/fastcgi";
  uwsgi_temp_path "{folder}/uwsgi";
  scgi_temp_path "{folder}/scgi";
  {body}
}}
"""
# It compresses event streams for whoever asks for that: an identity client must get none of it.
PROXY = """
  gzip on;
  gzip_types text/event-stream;
  gzip_min_length 0;
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://127.0.0.1:{behind};
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_buffering off;
      proxy_read_timeout 1h;
    }}
  }}
"""
NCHAN = """
  nchan_shared_memory_size 16M;
  upstream store {{ nchan_redis_server redis://127.0.0.1:{redis}; }}
  server {{
    listen 127.0.0.1:{port};
    nchan_channel_id script;
    nchan_message_buffer_length 100000;
    nchan_message_timeout 1h;
    location = /offer {{ nchan_publisher; nchan_redis_pass store; }}
    location = /stream {{
      nchan_subscriber eventsource;
      nchan_subscriber_first_message oldest;
      nchan_eventsource_ping_interval 1;
      nchan_redis_pass store;
    }}
  }}
"""


def proxy(folder: Path, port: int, behind: int) -> Program:
    return _nginx(folder, port, PROXY.format(port=port, behind=behind))


def nchan(folder: Path, port: int, redis: int) -> Program:
    # Whatever its settings say, it wants the folders that nginx makes where root first starts it.
    if os.getuid() and not BODY.exists():
        pytest.skip(f"there is no {BODY}: `sudo nginx -t` makes it")
    return _nginx(folder, port, NCHAN.format(port=port, redis=redis), load=f"load_module {_module()};")


def _nginx(folder: Path, port: int, body: str, load: str = "") -> Program:
    folder.mkdir()
    configuration = folder / "nginx.conf"
    # Started by root, its workers would be somebody else, who may not read the folder.
    user = "" if os.getuid() else f"user root {grp.getgrgid(os.getgid()).gr_name};"
    configuration.write_text(MAIN.format(load=load, user=user, folder=folder, body=body), encoding="utf-8")
    command = [_binary(), "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(configuration)]
    return Program(command, port, folder)


def _binary() -> str:
    """Debian keeps it where only root's PATH looks."""
    os.environ["PATH"] += ":/usr/sbin"
    return need("nginx", PACKAGES)


def _module() -> Path:
    said = subprocess.run([_binary(), "-V"], capture_output=True, text=True, check=True).stderr
    folder = said.partition("--modules-path=")[2].split()[0]
    module = Path(folder) / "ngx_nchan_module.so"
    if not module.exists():
        pytest.fail(f"nginx has no nchan: `make test` installs {PACKAGES}.")
    return module
