import { useTranslation } from 'react-i18next'

/** @returns a function that names an operation in the language of the window; the contract's own sentence where it has no name */
export function useOperationWords(): (operation: string, summary?: string) => string {
  const { t } = useTranslation('quorum')
  return (operation, summary) => t(`op.${operation}` as 'op.authority.retire', { defaultValue: summary ?? operation })
}
