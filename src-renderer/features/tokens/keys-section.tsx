import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { isKeyAlgorithmId, keyAlgorithms } from '../../../src-shared/model/algorithm.ts'
import type { TokenKeyView, TokenView } from '../../../src-shared/model/token.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { LastingWarning } from '../../ui/tokens/lasting-warning.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { KeyUsers } from './key-users.tsx'
import { warningKind } from './key-warning.ts'
import { TakeUpDialog } from './take-up-dialog.tsx'

/** The private keys on a token, what is known of each, and which authority relies on it. */
export function KeysSection({ token }: { readonly token: TokenView }): ReactElement {
  const { t } = useTranslation('tokens')
  const isOpen = token.state === 'unlocked'
  const read = useRead('token.keys', { token: token.address }, { enabled: useMay('token.use') && isOpen })
  const [doomed, setDoomed] = useState<TokenKeyView | null>(null)
  const [copy, setCopy] = useState<TokenKeyView | null>(null)
  const [mayDestroy, mayTakeUp] = [useMay('authority.destroy'), useMay('authority.create')]
  const keys = read.data?.keys
  return (
    <Section title={t('keys.title')} flush={isOpen && keys !== undefined && keys.length > 0}>
      {!isOpen ? (
        <Typography color="textSecondary">{t('hiddenKeys')}</Typography>
      ) : keys === undefined ? (
        read.error === null ? (
          <Skeleton variant="rounded" height={96} />
        ) : (
          <ErrorView error={read.error} onRetry={() => void read.refetch()} />
        )
      ) : keys.length === 0 ? (
        <Typography color="textSecondary">{t('keys.none')}</Typography>
      ) : (
        <QuietTable
          label={t('keys.title')}
          head={[t('column.key'), t('column.algorithm'), t('column.protection'), t('column.authorities'), '']}
          rows={keys.map((key) => {
            return {
              key: key.id === '' ? key.label : key.id,
              cells: [
                <Box key="key">
                  <Typography variant="body2" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
                    {key.label}
                  </Typography>
                  <Mono value={key.id} short={16} copy={false} />
                </Box>,
                key.algorithm === null
                  ? t('keys.foreign')
                  : isKeyAlgorithmId(key.algorithm)
                    ? keyAlgorithms[key.algorithm].label
                    : key.algorithm,
                <Protection key="protection" of={key} />,
                key.copyOf === null ? (
                  <KeyUsers
                    key="users"
                    authorities={key.authority === null ? [] : [key.authority]}
                    services={key.services}
                  />
                ) : (
                  t('keys.copyOf', { key: key.authority ?? key.copyOf })
                ),
                <Box
                  key="actions"
                  sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, justifyContent: 'flex-end', whiteSpace: 'nowrap' }}
                >
                  {mayTakeUp && key.copyOf !== null && (
                    <Button
                      size="small"
                      aria-label={`${t('action.takeUp')}: ${key.label}`}
                      onClick={() => {
                        setCopy(key)
                      }}
                    >
                      {t('action.takeUp')}
                    </Button>
                  )}
                  {mayDestroy && (
                    <DestroyButton
                      of={key}
                      onClick={() => {
                        setDoomed(key)
                      }}
                    />
                  )}
                </Box>
              ]
            }
          })}
        />
      )}
      {copy !== null && (
        <TakeUpDialog
          token={token}
          of={copy}
          onClose={() => {
            setCopy(null)
          }}
        />
      )}
      {doomed !== null && (
        <DestroyDialog
          token={token}
          of={doomed}
          onClose={() => {
            setDoomed(null)
          }}
        />
      )}
    </Section>
  )
}

function Protection({ of: key }: { readonly of: TokenKeyView }): ReactElement {
  const { t } = useTranslation('tokens')
  const warning = warningKind(key)
  const facts = [
    ...(key.madeOnToken === true ? [t('keys.made')] : []),
    ...(key.sensitive === true && key.extractable === false ? [t('keys.secret')] : []),
    ...(key.alwaysAuthenticate === true ? [t('keys.always')] : [])
  ]
  return (
    <Box sx={{ display: 'grid', gap: 1, maxWidth: 340 }}>
      {facts.length > 0 && <Typography variant="body2">{facts.join(', ')}</Typography>}
      {warning !== null && <LastingWarning kind={warning} />}
    </Box>
  )
}

function DestroyButton(props: { readonly of: TokenKeyView; readonly onClick: () => void }): ReactElement {
  const { t } = useTranslation('tokens')
  const { authority, copyOf, label } = props.of
  // A copy that nobody has taken up may go: the authority signs with the one on the other token.
  const reason = authority !== null && copyOf === null ? t('blocked.inUse', { name: authority }) : ''
  return (
    <Tooltip title={reason} describeChild>
      <span>
        <Button
          size="small"
          color="error"
          disabled={reason !== ''}
          aria-label={`${t('action.destroy')}: ${label}`}
          onClick={props.onClick}
        >
          {t('action.destroy')}
        </Button>
      </span>
    </Tooltip>
  )
}

function DestroyDialog(props: {
  readonly token: TokenView
  readonly of: TokenKeyView
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('tokens')
  const toast = useToast()
  const destroy = useCommand('token.destroy-key')
  const { id, label } = props.of
  return (
    <ConfirmDialog
      open
      danger
      title={t('destroy.title', { label })}
      consequence={t('destroy.consequence')}
      confirmLabel={t('action.destroy')}
      typeName={label}
      busy={destroy.isPending}
      operation="token.destroy-key"
      error={destroy.error}
      onClose={props.onClose}
      onConfirm={() => {
        destroy.mutate(
          { token: props.token.address, key: id === '' ? label : id, confirmLabel: label },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('destroy.done', { label }) })
              props.onClose()
            }
          }
        )
      }}
    />
  )
}
