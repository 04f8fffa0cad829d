/** Russian: the administrator's command line. */
import type { cliEn } from '../en/cli.ts'

export const cliRu: Readonly<Record<keyof typeof cliEn, string>> = {
  'cli.usage': 'npm run svod -- ДЕЙСТВИЕ [что нужно] [--data ПАПКА] [--lang ru|en]',
  'cli.usage.more':
    'Подробнее: npm run svod -- help ДЕЙСТВИЕ. Код завершения: 0 — сделано, 1 — нет, 2 — неверный вызов.',
  'cli.help.check': 'проверить все планы, их редакции, файлы и цепочки',
  'cli.help.backup': 'записать всё в один файл',
  'cli.help.restore': 'восстановить папку данных из такого файла',
  'cli.help.import': 'создать план из файла',
  'cli.help.export': 'записать план или его редакцию в файл',
  'cli.help.invite': 'сделать приглашение и показать ссылку один раз',
  'cli.more.check':
    'check\n\n  Читает хранилище и ничего не меняет. Код 0, если всё цело, иначе 1.\n  Пока на папке работает сервер, проверяется копия, которую он отдаёт: задайте SVOD_ADMIN_TOKEN, HOST и PORT, как у сервера. На время проверки она лежит в системной папке временных файлов.',
  'cli.more.backup':
    'backup [-o ФАЙЛ] [--force]\n\n  Всё хранилище на этот момент, с контрольными суммами: планы вместе с их прошлым, редакции, их файлы, люди, журнал. Берегите файл: в нём отпечатки паролей и секрет, которым подписаны ссылки.\n  Пока на папке работает сервер, копию отдаёт он: задайте SVOD_ADMIN_TOKEN, HOST и PORT, как у сервера.\n  -o ФАЙЛ   куда (svod-backup-ДАТА.svod); --force пишет поверх имеющегося',
  'cli.more.restore':
    'restore ФАЙЛ [--data ПАПКА] [--force]\n\n  Сначала читает весь файл и отклоняет его с номером строки, если что-то не сходится. Папка собирается рядом, проверяется и лишь потом переименовывается. Папку, где уже есть данные, не трогает.\n  --force   отложить имеющуюся папку как ПАПКА.before-restore-ВРЕМЯ; в ней ничего не удаляется',
  'cli.more.import':
    'import ФАЙЛ [--year ГОД]\n\n  .docx, .html, .csv, .xlsx, .txt или .json, как на странице. Печатает номер нового плана.\n  --year ГОД   если в файле он не назван',
  'cli.more.export':
    'export ПЛАН ФОРМАТ [--version N] [--changes N] [--hidden] [-o ФАЙЛ]\n\n  ФОРМАТ: docx, pdf, xlsx, csv, ics, html, md или json.\n  --version N   редакция вместо черновика; утверждённая — тем файлом, что хранится\n  --changes N   docx: с исправлениями после редакции N\n  --hidden      вместе со скрытыми столбцами\n  -o ФАЙЛ       куда; без него — под именем плана в этой папке; - означает стандартный вывод',
  'cli.more.invite':
    'invite [--role РОЛЬ] [--department ОТДЕЛ]… [--approver] [--email АДРЕС] [--days N] [--many] [--note ТЕКСТ]\n\n  Печатает ссылку, по которой создают учётную запись. С --email отправляет её и письмом, если задан почтовый сервер.\n  --role РОЛЬ          chief, editor (по умолчанию), commenter или viewer\n  --department ОТДЕЛ   отдел редактора, названием или номером; можно несколько раз\n  --many               ссылкой могут воспользоваться несколько человек',
  'cli.check.ok': 'цел      ',
  'cli.check.broken': 'НАРУШЕН  ',
  'cli.check.unlisted': '{id} (нет в списке)',
  'cli.check.counts': 'редакций {versions}, актов {acts}, файлов {files}',
  'cli.check.whole': 'Всё цело. Планов: {plans}.',
  'cli.check.not': 'Нарушено планов: {broken} из {plans}.',
  'cli.log-missing':
    'Нет журнала хранилища {file}: сохранённое последним могло пропасть. Сравните с резервной копией.',
  'cli.log-damaged':
    'Журнал хранилища был повреждён: часть сохранённого последним могла пропасть. Файл: {file}. Сравните с резервной копией.',
  'cli.fault.damage': 'повреждено: {n}',
  'cli.fault.newer': 'записан более новой версией Svod (схема {n})',
  'cli.fault.gap': 'редакция {n} идёт не сразу за предыдущей',
  'cli.fault.content': 'редакция {n}: содержание не соответствует хешу',
  'cli.fault.chain': 'редакция {n} не содержит хеш предыдущей',
  'cli.fault.record': 'редакция {n}: изменена её запись или одна из прежних',
  'cli.fault.approval-gap': 'акт {n} идёт не сразу за предыдущим',
  'cli.fault.approval-record': 'акт {n}: изменена его запись или одна из прежних',
  'cli.fault.approval-content': 'акт {n} говорит о редакции, которой с таким хешем нет',
  'cli.fault.file-gap': 'файл {n} идёт не сразу за предыдущим',
  'cli.fault.file-record': 'файл {n}: изменена его запись или одна из прежних',
  'cli.fault.file-edition': 'файл {n} сделан по редакции, которой с таким хешем нет',
  'cli.fault.file-content': 'файл {n}: содержимое не соответствует SHA-256',
  'cli.backup.done': '{file}: планов {plans}, редакций {versions}, файлов {files}, людей {people}',
  'cli.restore.done':
    '{folder} восстановлена: планов {plans}, редакций {versions}, файлов {files}, людей {people}',
  'cli.restore.aside': 'Прежнее сохранено в {folder}',
  'cli.import.done': '{id}  {title}',
  'cli.import.warnings': 'Замечаний: {count}. Страница показывает их при загрузке файла.',
  'cli.export.done': '{file}',
  'cli.invite.mailed': 'Отправлено на {email}',
  'cli.error.verb': 'Действия «{verb}» нет.',
  'cli.error.argument': '{reason}',
  'cli.error.missing': 'Не хватает: {what}.',
  'cli.error.exists': '{file} уже есть: назовите другой через -o или добавьте --force.',
  'cli.error.no-store': 'В папке {folder} нет данных Svod: назовите другую через SVOD_DATA или --data.',
  'cli.error.not-empty':
    'В папке {folder} уже есть данные: назовите другую через --data или добавьте --force, чтобы отложить её.',
  'cli.error.damaged': '{file}, строка {line}: {reason}. Копия повреждена; ничего не изменено.',
  'cli.error.token':
    'На папке {folder} работает сервер. Остановите его или запустите с SVOD_ADMIN_TOKEN и задайте тот же ключ здесь: тогда всё сделает он.',
  'cli.error.server':
    'На папке {folder} работает сервер, но по адресу {url} никто не отвечает. Задайте HOST и PORT, как у сервера, или остановите его.',
  'cli.error.other-store':
    'На папке {folder} работает сервер, но по адресу {url} отвечает тот, у которого открыта другая папка, или прежняя версия. Задайте HOST и PORT, как у сервера, или перезапустите его; ему ничего не отправлено.',
  'cli.error.stop': 'На папке {folder} работает сервер: остановите его.',
  'cli.error.department': 'Отдела «{name}» нет.',
  'cli.error.unfit': 'Восстановленное не прошло проверку; {folder} осталась как была.',
  'cli.error.place':
    'Папку {folder} не заменить восстановленной: {reason}. Если это точка монтирования, назовите через --data папку внутри неё.',
  'cli.error.read': 'Файл {file} не читается: {reason}',
  'cli.error.write': 'Файл {file} не записать: {reason}',
  'cli.error.cut': 'Копия оборвалась: {reason}',
}
