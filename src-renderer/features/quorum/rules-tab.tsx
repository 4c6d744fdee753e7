import Add from '@mui/icons-material/AddOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../src-shared/api/index.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ActionButton } from '../../ui/action/action-button.tsx'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { LimitsSection } from './limits-section.tsx'
import { useOperationWords } from './operation-words.ts'
import { RuleDialog } from './rule-dialog.tsx'

export type Rules = Output<'quorum.rules'>
type Shown = { readonly kind: 'set' | 'remove'; readonly operation: string }

/** The matrix: each operation with how many must approve it, and who. */
export function RulesTab(): ReactElement {
  const { t } = useTranslation('quorum')
  const read = useRead('quorum.rules', {})
  const mayManage = useMay('role.manage')
  const [shown, setShown] = useState<Shown | null>(null)
  if (read.data === undefined)
    return read.error === null ? (
      <Skeleton variant="rounded" height={320} />
    ) : (
      <ErrorView error={read.error} onRetry={() => void read.refetch()} />
    )
  const rules = read.data
  const close = (): void => {
    setShown(null)
  }
  return (
    <>
      {rules.gaps.map((gap) => (
        <Alert key={gap} severity={gap === 'passphrase-only' ? 'info' : 'warning'}>
          {t(`gap.${gap}`)}
        </Alert>
      ))}
      <Section
        title={t('rulesTitle')}
        lead={t('rulesLead')}
        flush
        aside={
          mayManage && (
            <ActionButton
              size="small"
              action={{
                id: 'quorum.set',
                label: t('action.set'),
                icon: Add,
                tone: 'primary',
                run: () => {
                  setShown({ kind: 'set', operation: '' })
                }
              }}
            />
          )
        }
      >
        <Matrix rules={rules} mayManage={mayManage} onShow={setShown} />
      </Section>
      <LimitsSection rules={rules} />
      {shown?.kind === 'set' && <RuleDialog rules={rules} operation={shown.operation} onClose={close} />}
      {shown?.kind === 'remove' && <RemoveDialog operation={shown.operation} onClose={close} />}
    </>
  )
}

function Matrix(props: {
  readonly rules: Rules
  readonly mayManage: boolean
  readonly onShow: (shown: Shown) => void
}): ReactElement {
  const { t } = useTranslation('quorum')
  const words = useOperationWords()
  const standing = new Map(props.rules.rules.map((rule) => [rule.operation, rule]))
  const listed = props.rules.operations.filter(({ operation, suggested }) => suggested || standing.has(operation))
  return (
    <QuietTable
      label={t('rulesTitle')}
      head={[
        t('ruleColumn.operation'),
        t('ruleColumn.needed'),
        t('ruleColumn.who'),
        t('ruleColumn.stepUp'),
        t('ruleColumn.execution'),
        ''
      ]}
      rows={listed.map(({ operation, summary, also }) => {
        const rule = standing.get(operation)
        const name = words(operation, summary)
        return {
          key: operation,
          cells: [
            <Box key="name" sx={{ display: 'grid', minWidth: 180 }}>
              <Box sx={{ fontWeight: rule === undefined ? 400 : 600 }}>{name}</Box>
              {also.length > 0 && (
                <Box sx={{ color: 'text.secondary', fontSize: 12 }}>
                  {t('also', { list: also.map((one) => words(one)).join(', ') })}
                </Box>
              )}
              {rule?.terms.scope === 'authorities' && <Box sx={{ fontSize: 12 }}>{t('onlyAuthorities')}</Box>}
            </Box>,
            rule === undefined ? (
              <Box key="free" sx={{ color: 'text.secondary' }}>
                {t('free')}
              </Box>
            ) : (
              <strong key="needed">{t('people', { needed: rule.terms.needed, eligible: rule.eligible.length })}</strong>
            ),
            rule?.eligible.join(', ') ?? '',
            rule === undefined ? '' : t(`stepUpWord.${rule.terms.stepUp}`),
            rule === undefined ? '' : t(`executionWord.${rule.terms.execution}`),
            props.mayManage ? (
              <Box key="actions" sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', justifyContent: 'end' }}>
                <Button
                  size="small"
                  sx={{ whiteSpace: 'nowrap' }}
                  aria-label={`${t(rule === undefined ? 'action.set' : 'action.change')}: ${name}`}
                  onClick={() => {
                    props.onShow({ kind: 'set', operation })
                  }}
                >
                  {t(rule === undefined ? 'action.set' : 'action.change')}
                </Button>
                {rule !== undefined && (
                  <Button
                    size="small"
                    color="inherit"
                    aria-label={`${t('action.remove')}: ${name}`}
                    onClick={() => {
                      props.onShow({ kind: 'remove', operation })
                    }}
                  >
                    {t('action.remove')}
                  </Button>
                )}
              </Box>
            ) : (
              ''
            )
          ]
        }
      })}
    />
  )
}

function RemoveDialog({
  operation,
  onClose
}: {
  readonly operation: string
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('quorum')
  const words = useOperationWords()
  const remove = useCommand('quorum.remove')
  return (
    <ConfirmDialog
      open
      danger
      title={t('ruleForm.remove', { operation: words(operation) })}
      consequence={t('ruleForm.removeConsequence')}
      confirmLabel={t('action.remove')}
      busy={remove.isPending}
      operation="quorum.remove"
      error={remove.error}
      onClose={onClose}
      onConfirm={() => {
        remove.mutate({ operation }, { onSuccess: onClose })
      }}
    />
  )
}
