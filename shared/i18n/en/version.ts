/** English: editions, approval, what was changed. */
export const versionEn = {
  'version.auto.hand': 'Version {number}',
  'version.auto.before-restore': 'Before restoring version {about}',
  'version.auto.restore': 'Restored version {about}',
  'version.auto.bulk': 'Before a large change',
  'version.auto.import': 'Before an import',
} as const
