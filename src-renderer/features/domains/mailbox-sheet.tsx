import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Mailbox } from '../../../src-shared/model/validation.ts'
import { useRead } from '../../live.ts'
import { ActionButton } from '../../ui/action/action-button.tsx'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { Sheet } from '../../ui/layout/sheet.tsx'
import { EvidenceList } from '../../ui/proof/evidence-list.tsx'
import { useMailboxActions } from './use-mailbox-actions.tsx'

/** The open mailbox: its proof, its token, what was seen. */
export function MailboxSheet(props: { readonly id: number; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('domains')
  const read = useRead('mailbox.list', {})
  const mailbox = read.data?.mailboxes.find(({ id }) => id === props.id)
  if (mailbox === undefined)
    return (
      <Sheet title={t('mailbox.one')} onClose={props.onClose}>
        {read.error === null ? <Skeleton variant="rounded" height={240} /> : <ErrorView error={read.error} />}
      </Sheet>
    )
  return <LoadedSheet mailbox={mailbox} onClose={props.onClose} />
}

function LoadedSheet(props: { readonly mailbox: Mailbox; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('domains')
  const { mailbox } = props
  const { address, organizationId, method, nextAction, verifiedAt, expiresAt, tokenSentAt, triesLeft } = mailbox
  const shown = useRead('mailbox.show', { address, organization: organizationId })
  const { main, rest, dialogs } = useMailboxActions(mailbox, props.onClose)
  return (
    <Sheet
      title={address}
      aside={<StateChip kind="control" state={mailbox.state} />}
      onClose={props.onClose}
      footer={
        <>
          {main.map((action) => (
            <ActionButton key={action.id} action={action} size="small" />
          ))}
          <ActionMenu actions={rest} small />
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 5, '& > *': { minWidth: 0 } }}>
        <DefinitionList
          termWidth={130}
          items={[
            { term: t('column.next'), value: nextAction === 'none' ? null : t(`next.${nextAction}`) },
            { term: t('field.method'), value: method === null ? null : t(`ui:evidence.method.${method}`) },
            { term: t('field.verified'), value: verifiedAt === null ? t('never') : <TimeText at={verifiedAt} /> },
            { term: t('field.until'), value: expiresAt === null ? null : <TimeText at={expiresAt} /> },
            {
              term: t('mailbox.tokenState'),
              value:
                tokenSentAt === null ? null : (
                  <>
                    <TimeText at={tokenSentAt} />
                    {triesLeft !== null && ` · ${t('mailbox.tries', { count: triesLeft })}`}
                  </>
                )
            },
            {
              term: t('field.last'),
              value: mailbox.lastReason === '' ? null : <span lang="en">{mailbox.lastReason}</span>
            },
            { term: t('field.organization'), value: mailbox.organizationName }
          ]}
        />
        <Section title={t('evidence')}>
          {shown.data === undefined ? (
            <Skeleton variant="rounded" height={80} />
          ) : (
            <EvidenceList evidence={shown.data.evidence} asGiven />
          )}
        </Section>
      </Box>
      {dialogs}
    </Sheet>
  )
}
