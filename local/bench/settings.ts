const gigabyte = 1024 ** 3;

/** Settings the server is restarted with; the same for the yardstick and the books. What is not here stays as it is. */
export function serverSettings(memoryBytes: number): Readonly<Record<string, string>> {
  const sharedGigabytes = Math.min(Math.max(Math.floor(memoryBytes / gigabyte / 4), 1), 2);
  return {
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    shared_buffers: `${sharedGigabytes}GB`,
    effective_cache_size: `${sharedGigabytes * 2}GB`,
    max_wal_size: '8GB',
    min_wal_size: '4GB',
    checkpoint_timeout: '30min',
    maintenance_work_mem: '512MB',
  };
}
