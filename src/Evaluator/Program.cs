using MaskSharp.Evaluator.Commands;
using MaskSharp.Evaluator.Hosting;

return HostedEntry.Takes(args) ? HostedEntry.Run(args, Console.OpenStandardOutput()) : Router.Run(args, Console.OpenStandardOutput(), Console.OpenStandardError());
