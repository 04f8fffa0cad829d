/** Which passwords are too easy to guess (SPEC PP4). Owns the list and the rules; pure. */

const MIN_LENGTH = 10
const MIN_DIFFERENT = 5

/** The most famous of ten characters and more, in lower case. */
const FAMOUS: ReadonlySet<string> = new Set(
  `1234567890 0123456789 0987654321 9876543210 12345678910 123456789a 123456789q 1234567899 1234554321 1122334455
  1234567891 123456789123 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 1qazxsw23edc q1w2e3r4t5 q1w2e3r4t5y6 qwertyuiop
  qwertyuiop123 qwerty12345 qwerty123456 qwerty1234 qwertyuiop[] qwe123qwe123 asdfghjkl; asdfghjkl123 zxcvbnm123
  zxcvbnm,./ qazwsxedc123 qazwsxedcrfv password12 password123 password1234 password12345 password123! passw0rd123
  p@ssw0rd123 administrator admin12345 admin123456 adminadmin iloveyou123 iloveyou12 letmein123 welcome123
  welcome2020 welcome2024 welcome2025 welcome2026 football123 baseball123 princess123 superman123 sunshine123
  monkey12345 dragon12345 michael123 charlie123 computer123 internet123 changeme123 changeme12 trustno1trustno1
  abcdefghij abcd123456 abcde12345 abc1234567 abc123456789 a123456789 aa12345678 aa123456789 q123456789
  йцукенгшщз йцукенгшщзхъ йцукен12345 йцукен123456 фывапролдж фывапролджэ ячсмитьбю. пароль12345 пароль123456
  парольпароль привет12345 привет123456 администратор библиотека библиотека1 библиотека123 моябиблиотека
  любовь12345 наташа12345 спартак1922 россия2024 россия2025 россия2026 москва12345 biblioteka biblioteka1
  biblioteka123 parol12345 parol123456 privet12345 natasha12345 spartak1922 gfhjkm12345 gfhjkm123456 ghbdtn12345
  zaq12wsxcde3 zaq1xsw2cde3 qwaszx12345 google12345 samsung123 svodsvodsvod`.split(/\s+/),
)

/** Whether `password` is too short, too plain, famous, or what everybody knows of its owner (`known`). */
export const isWeakPassword = (password: string, known: readonly string[]): boolean => {
  const plain = password.normalize('NFKC').toLowerCase()
  const letters = Array.from(plain)
  if (letters.length < MIN_LENGTH || new Set(letters).size < MIN_DIFFERENT) return true
  if (FAMOUS.has(plain)) return true
  return known.some((word) => word !== '' && plain === word.normalize('NFKC').toLowerCase())
}
