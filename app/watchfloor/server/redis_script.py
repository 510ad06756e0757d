"""What Redis does as one step, in its own Lua. Keys share a hash tag: all lie on one node of a cluster."""

PREFIX = "{watchfloor}:"

# ARGV: token, change as MessagePack. Returns nothing on a conflict, else the numbers given, as JSON.
# A change whose answer was lost on the way may be sent again: its token says that it is done.
COMMIT = """
local p = KEYS[1]
local done = p .. 'done:' .. ARGV[1]
local before = redis.call('GET', done)
if before then return before end
local change = cmsgpack.unpack(ARGV[2])
for _, doc in ipairs(change.documents) do
  local kind, key, version = doc[1], doc[2], doc[3]
  local known = tonumber(redis.call('HGET', p .. 'version:' .. kind, key) or '0')
  if known ~= version then return false end
end
if change.taking ~= '' then
  if redis.call('ZREM', p .. 'unread', change.taking) == 0 then return false end
  redis.call('ZADD', p .. 'read', change.published_at, change.taking)
end
for _, doc in ipairs(change.documents) do
  local kind, key, version, active, body = doc[1], doc[2], doc[3], doc[4], doc[5]
  redis.call('HSET', p .. 'version:' .. kind, key, version + 1)
  redis.call('HSET', p .. 'document:' .. kind, key, body)
  if version == 0 then
    redis.call('HSET', p .. 'created:' .. kind, key, redis.call('INCR', p .. 'created'))
  end
  local order = redis.call('HGET', p .. 'created:' .. kind, key)
  redis.call('ZREM', p .. 'active:' .. kind, key)
  redis.call('ZREM', p .. 'ended:' .. kind, key)
  redis.call('ZADD', p .. (active and 'active:' or 'ended:') .. kind, order, key)
end
local news, numbers = {}, {}
for _, draft in ipairs(change.drafts) do
  local stream, type, data, at, keep = draft[1], draft[2], draft[3], draft[4], draft[5]
  local seq = redis.call('HINCRBY', p .. 'head', stream, 1)
  local name, entry = p .. 'stream:' .. stream, seq .. '-0'
  redis.call('XADD', name, 'MAXLEN', '=', keep, entry, 't', type, 'd', data, 'a', at)
  news[#news + 1] = {stream, seq, type, data, at}
  numbers[#numbers + 1] = seq
end
if #news > 0 then redis.call('PUBLISH', p .. 'news', cmsgpack.pack(news)) end
local answer = #numbers == 0 and '[]' or cjson.encode(numbers)
redis.call('SET', done, answer, 'EX', 60)
return answer
"""

# ARGV: stream, time. The number behind which all later records lie.
SEQ_BEFORE = """
local p = KEYS[1]
for _, entry in ipairs(redis.call('XRANGE', p .. 'stream:' .. ARGV[1], '-', '+')) do
  if tonumber(entry[2][6]) > tonumber(ARGV[2]) then return tonumber(string.match(entry[1], '^%d+')) - 1 end
end
return tonumber(redis.call('HGET', p .. 'head', ARGV[1]) or '0')
"""

# ARGV: kind, key, stream, whether it is for good.
FORGET = """
local p, kind, key, stream = KEYS[1], ARGV[1], ARGV[2], ARGV[3]
if redis.call('ZREM', p .. 'ended:' .. kind, key) == 1 then
  redis.call('HDEL', p .. 'document:' .. kind, key)
  redis.call('HDEL', p .. 'version:' .. kind, key)
  redis.call('HDEL', p .. 'created:' .. kind, key)
  if ARGV[4] == 'yes' then redis.call('HDEL', p .. 'head', stream) end
  redis.call('DEL', p .. 'stream:' .. stream)
end
"""

# ARGV: id, item, time for each. Returns how many were new.
ADD_ITEMS = """
local p, new = KEYS[1], 0
for i = 1, #ARGV, 3 do
  if redis.call('HSETNX', p .. 'items', ARGV[i], ARGV[i + 1]) == 1 then
    redis.call('ZADD', p .. 'unread', ARGV[i + 2], ARGV[i])
    new = new + 1
  end
end
return new
"""

# ARGV: how many read items to keep.
TRIM_ITEMS = """
local p = KEYS[1]
for _, id in ipairs(redis.call('ZRANGE', p .. 'read', 0, -1 - ARGV[1])) do
  redis.call('HDEL', p .. 'items', id)
  redis.call('ZREM', p .. 'read', id)
end
"""

# ARGV: name, holder, milliseconds.
LEASE = """
local key = KEYS[1] .. 'lease:' .. ARGV[1]
local holder = redis.call('GET', key)
if holder and holder ~= ARGV[2] then return 0 end
redis.call('SET', key, ARGV[2], 'PX', ARGV[3])
return 1
"""

RELEASE = """
local key = KEYS[1] .. 'lease:' .. ARGV[1]
if redis.call('GET', key) == ARGV[2] then redis.call('DEL', key) end
"""

# ARGV: node, its counts as JSON, seconds. Returns the counts of the other nodes that were here of late.
CENSUS = """
local p, node, span = KEYS[1], ARGV[1], tonumber(ARGV[3])
local now = tonumber(redis.call('TIME')[1])
redis.call('HSET', p .. 'census', node, ARGV[2])
redis.call('ZADD', p .. 'alive', now, node)
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', p .. 'alive', '-inf', now - span)) do
  redis.call('HDEL', p .. 'census', gone)
  redis.call('ZREM', p .. 'alive', gone)
end
local others = {}
for _, other in ipairs(redis.call('HKEYS', p .. 'census')) do
  if other ~= node then others[#others + 1] = redis.call('HGET', p .. 'census', other) end
end
return others
"""
