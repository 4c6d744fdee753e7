import { appleFile, createAppleLink } from '../../ca/apple/create.ts'
import { createPkcs12Link } from '../../ca/claims/create.ts'
import { listClaims, showClaim, withdrawClaim } from '../../ca/claims/links.ts'
import { actorOf, operatorOf, signedInOf, type HandlerContext, type HandlersOf } from '../handler.ts'

/** Others see the links that they made themselves, and of the rest not even that they exist. */
const readsAll = (context: HandlerContext): boolean => signedInOf(context).permissions.includes('request.read')

export const appleHandlers: HandlersOf<'apple'> = {
  'apple.create': (input, context) =>
    createAppleLink(context.ca, input, actorOf(context), context.engine.reached(), context.signal),
  'apple.file': (input, context) => appleFile(context.ca, input, actorOf(context), context.engine.reached())
}

export const claimHandlers: HandlersOf<'claim'> = {
  'claim.create': (input, context) =>
    createPkcs12Link(
      context.ca,
      input,
      actorOf(context),
      operatorOf(context).roles,
      context.engine.reached(),
      context.signal
    ),
  'claim.list': (input, context) => listClaims(context.ca, input, actorOf(context), readsAll(context)),
  'claim.show': (input, context) => showClaim(context.ca, input, actorOf(context), readsAll(context)),
  'claim.withdraw': (input, context) => withdrawClaim(context.ca, input, actorOf(context), readsAll(context))
}
