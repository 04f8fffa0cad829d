/** Russian words of the plan checker. Keys are those of `en/check.ts`. */
export const checkRu = {
  'check.number-gap': 'После № {before} идёт № {number}: номер пропущен.',
  'check.number-start': 'Раздел начинается с № {number}.',
  'check.number-double': 'Номер {number} стоит в разделе дважды.',
  'check.number-order': 'После № {before} идёт № {number}: номера идут назад.',
  'check.date-missing': 'У «{title}» нет срока.',
  'check.date-unclear': 'Срок «{dates}» не понят: в календарь строка не попадёт.',
  'check.foreign-year': 'Срок «{dates}» не попадает в {year} год.',
  'check.title-year': 'В названии плана назван {dates} год, а план на {year}.',
  'check.impossible-day': 'Такого дня нет: «{dates}».',
  'check.end-before-start': 'Конец раньше начала: «{dates}».',
  'check.same-event':
    '«{title}» стоит и в разделе «{section}», но с другим сроком: здесь «{dates}», там «{before}».',
  'check.dates-mismatch':
    'Пунктов в «{title}» — {bullets}, сроков — {lines}: неясно, какой срок к какому пункту относится.',
  'check.empty-section': 'В разделе «{title}» нет ни одной строки.',
  'check.empty-row': 'Пустая строка.',
  'check.title-missing': 'У строки нет названия.',
  'check.responsible-missing': 'У «{title}» не назван ответственный.',
  'check.overloaded-month': '{month}: {count} мероприятий, вдвое больше обычного.',
  'check.comment-unanswered': 'На замечание «{comment}» никто не ответил.',
  'check.bad-link': 'Ссылка не откроется: {link}',
} as const
