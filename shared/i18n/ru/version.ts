/** Russian: editions, approval, what was changed. */
export const versionRu = {
  'version.auto.hand': 'Редакция {number}',
  'version.auto.before-restore': 'Перед возвратом к редакции {about}',
  'version.auto.restore': 'Возврат к редакции {about}',
  'version.auto.bulk': 'Перед большой правкой',
  'version.auto.import': 'Перед импортом',
} as const
