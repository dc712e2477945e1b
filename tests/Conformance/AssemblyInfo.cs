// The number of torch's threads is one for the whole process, and tests change it.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
