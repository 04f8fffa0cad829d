/** What work costs of the processor, which says the same on a busy machine as on an idle one. Owns the measure alone. */

/** Ms of this process's processor time, its threads' included, until `work` is done. */
export const processorMsOf = async (work: () => unknown): Promise<number> => {
  const start = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}
