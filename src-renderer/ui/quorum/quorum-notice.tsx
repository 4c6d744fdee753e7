import Alert from '@mui/material/Alert'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { OperationName } from '../../../src-shared/api/index.ts'
import { ruleNameOf } from '../../../src-shared/model/quorum.ts'
import { useRead } from '../../live.ts'

/** Says before it is done that an operation is under an approval rule, so that the button makes a proposal. Nothing where it is not. */
export function QuorumNotice({ operation }: { readonly operation: OperationName }): ReactElement | null {
  const { t } = useTranslation('ui')
  const { data } = useRead('quorum.rules', {})
  const rule = data?.rules.find((one) => one.operation === ruleNameOf(operation))
  if (rule === undefined) return null
  const { needed, scope } = rule.terms
  return (
    <Alert severity="info" variant="outlined">
      {t('quorum.needs', { count: needed, of: rule.eligible.length })} {scope === 'authorities' && t('quorum.scoped')}
    </Alert>
  )
}
