import { useTranslation } from 'react-i18next'
import type { ReportLanguage } from '../../../src-shared/model/report.ts'

/** @returns the language of the window, in which reports are named and which files have unless another is chosen */
export function useFileLanguage(): ReportLanguage {
  const { i18n } = useTranslation()
  return i18n.language === 'de' ? 'de' : 'en'
}
